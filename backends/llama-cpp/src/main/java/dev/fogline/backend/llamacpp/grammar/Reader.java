package dev.fogline.backend.llamacpp.grammar;

/// Reads tokens: as texts, and as what a grammar names.
final class Reader {

    private final Automaton automaton;
    private final Vocabulary vocabulary;
    private final TokenNames names;

    Reader(Automaton automaton, Vocabulary vocabulary, TokenNames names) {
        this.automaton = automaton;
        this.vocabulary = vocabulary;
        this.names = names;
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
