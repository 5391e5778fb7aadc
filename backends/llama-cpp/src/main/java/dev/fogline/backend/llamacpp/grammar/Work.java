package dev.fogline.backend.llamacpp.grammar;

/// A bound for what one token may take to decide on, whatever the grammar.
final class Work {

    /// About a second. A vocabulary of 150,000 tokens and a JSON grammar take a twentieth of it
    /// where every token is looked at.
    private static final long MOST = 20_000_000;

    private final long end;

    Work(Automaton automaton) {
        end = automaton.work() + MOST;
    }

    void check(Automaton automaton) {
        if (automaton.work() > end) {
            throw new GrammarException(
                    "grammar: it takes too long to tell which words may come next; write it with"
                            + " fewer alternatives that begin alike");
        }
    }
}
