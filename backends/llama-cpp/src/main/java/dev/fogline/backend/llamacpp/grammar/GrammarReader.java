package dev.fogline.backend.llamacpp.grammar;

import java.util.List;
import java.util.Optional;

/// A grammar over the tokens of a model, with what was found out about it while it was followed.
/// One thread uses it, for any number of answers.
public final class GrammarReader {

    private final Automaton automaton;
    private final Vocabulary vocabulary;
    private final TokenNames names;

    GrammarReader(Automaton automaton, Vocabulary vocabulary, TokenNames names) {
        this.automaton = automaton;
        this.vocabulary = vocabulary;
        this.names = names;
    }

    /// Follows it from the beginning of an answer.
    ///
    /// @param triggers empty: the whole answer follows it; else only from the beginning of the
    ///   first of these texts on
    public Follower follow(List<String> triggers) {
        return new Follower(
                this, triggers.isEmpty() ? Optional.empty() : Optional.of(new Trigger(triggers)));
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    State start() {
        return automaton.start();
    }

    /// Behind one more token, which does not end the answer; a dead state if it may not come.
    State read(State state, int token) {
        State asText =
                vocabulary.piece(token).length == 0
                        ? automaton.pass(state, _ -> false)
                        : vocabulary.isSpecial(token)
                                ? readSpelled(state, vocabulary.piece(token))
                                : read(state, vocabulary.piece(token), 0);
        return names.any()
                ? automaton.either(asText, automaton.pass(state, part -> names.reads(part, token)))
                : asText;
    }

    /// Behind the bytes of a text from an index on.
    State read(State state, byte[] text, int from) {
        State reached = state;
        for (int at = from; at < text.length && !reached.dead(); at++) {
            reached = automaton.step(reached, text[at] & 0xff);
        }
        return reached;
    }

    /// The tokens that may come next, one bit each; those that end the answer are not among them.
    long[] allowed(State state) {
        long[] allowed = state.allowed;
        if (allowed == null) {
            allowed = vocabulary.readable(automaton, state, new Work(automaton));
            for (int token = 0; token < vocabulary.size(); token++) {
                boolean apart = vocabulary.isSpecial(token) || names.any();
                if (apart && !vocabulary.isEnd(token) && !read(state, token).dead()) {
                    allowed[token >> 6] |= 1L << token;
                }
            }
            state.allowed = allowed;
        }
        return allowed;
    }

    private State readSpelled(State state, byte[] text) {
        State reached = state;
        for (int at = 0; at < text.length && !reached.dead(); at++) {
            reached = automaton.stepSpelled(reached, text[at] & 0xff);
        }
        return reached;
    }
}
