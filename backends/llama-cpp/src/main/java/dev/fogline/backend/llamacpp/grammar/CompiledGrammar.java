package dev.fogline.backend.llamacpp.grammar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// A grammar that was read and found good. Immutable.
public final class CompiledGrammar {

    private final List<Rule> rules;

    private CompiledGrammar(List<Rule> rules) {
        this.rules = rules;
    }

    /// @param gbnf with the rule `root`
    /// @throws GrammarException one line that says where and what is wrong: a spelling, a rule that
    ///   is missing, begins with itself, or that no text satisfies
    public static CompiledGrammar of(String gbnf) {
        List<Rule> rules = GbnfParser.parse(gbnf);
        RuleChecks.check(rules);
        return new CompiledGrammar(rules);
    }

    /// Reads it over the tokens of a model.
    ///
    /// @param numbers which token one is that the grammar names as `<text>`, brackets included
    /// @throws GrammarException if the model has no token that the grammar names
    public GrammarReader over(Vocabulary vocabulary, Function<String, OptionalInt> numbers) {
        var names = TokenNames.of(rules, vocabulary.size(), numbers);
        return new GrammarReader(new Automaton(rules.getFirst()), vocabulary, names);
    }

    /// Whether a whole text satisfies it; one that names tokens is satisfied by none.
    public boolean accepts(String text) {
        var automaton = new Automaton(rules.getFirst());
        State state = automaton.start();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            state = automaton.step(state, next & 0xff);
            if (state.dead()) {
                return false;
            }
        }
        return state.ended;
    }
}
