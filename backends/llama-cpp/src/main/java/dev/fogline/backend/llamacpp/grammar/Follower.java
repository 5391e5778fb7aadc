package dev.fogline.backend.llamacpp.grammar;

import java.util.Optional;

/// Follows a grammar along one answer, token by token. One thread uses it.
public final class Follower {

    private final GrammarReader reader;
    private final Vocabulary vocabulary;

    /// Empty once the answer follows the grammar.
    private Optional<Trigger> waiting;

    private State state;

    Follower(GrammarReader reader, Optional<Trigger> trigger) {
        this.reader = reader;
        this.vocabulary = reader.vocabulary();
        this.waiting = trigger;
        this.state = reader.start();
    }

    /// Whether the answer may go on with a token, or end with one that ends it.
    public boolean allows(int token) {
        if (waiting.isPresent()) {
            return vocabulary.isEnd(token)
                    || triggered(token).map(after -> !after.dead()).orElse(true);
        }
        return vocabulary.isEnd(token) ? state.ended : !reader.read(state, token).dead();
    }

    /// Makes impossible what may not come: sets its logits to negative infinity.
    ///
    /// @param logits one for each token
    /// @throws GrammarException if it takes too long to tell
    public void mask(float[] logits) {
        if (waiting.isPresent()) {
            for (int token = 0; token < vocabulary.size(); token++) {
                if (!allows(token)) {
                    logits[token] = Float.NEGATIVE_INFINITY;
                }
            }
            return;
        }
        long[] allowed = reader.allowed(state);
        for (int token = 0; token < vocabulary.size(); token++) {
            boolean may = vocabulary.isEnd(token) ? state.ended : Vocabulary.in(allowed, token);
            if (!may) {
                logits[token] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /// The answer goes on with a token.
    ///
    /// @throws IllegalStateException if it may not, or the token ends the answer
    public void accept(int token) {
        if (vocabulary.isEnd(token) || !allows(token)) {
            throw new IllegalStateException("the grammar does not allow token " + token);
        }
        if (waiting.isEmpty()) {
            state = reader.read(state, token);
            return;
        }
        Optional<State> after = triggered(token);
        if (after.isPresent()) {
            state = after.get();
            waiting = Optional.empty();
        } else {
            waiting.get().pass(vocabulary.piece(token));
        }
    }

    /// Whether the answer has to end here.
    public boolean complete() {
        return waiting.isEmpty() && state.ended && state.tops.isEmpty();
    }

    /// Where a token leads that completes a trigger.
    private Optional<State> triggered(int token) {
        return waiting.flatMap(trigger -> trigger.completedBy(vocabulary.piece(token)))
                .map(text -> reader.read(reader.start(), text, 0));
    }
}
