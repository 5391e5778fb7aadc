package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Part.Call;
import dev.fogline.backend.llamacpp.grammar.Part.Repeat;
import dev.fogline.backend.llamacpp.grammar.Rule.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What would never end while a grammar is followed: rules that begin with themselves, and rules
/// that no text satisfies.
final class RuleChecks {

    private final List<Rule> rules;
    private final Set<Rule> nothing;

    private RuleChecks(List<Rule> rules) {
        this.rules = rules;
        this.nothing = closed(rules, part -> false);
    }

    /// @throws GrammarException naming the rule
    static void check(List<Rule> rules) {
        var checks = new RuleChecks(rules);
        Set<Rule> ending = closed(rules, part -> true);
        for (Rule rule : rules) {
            if (!ending.contains(rule)) {
                throw new GrammarException("grammar: no text satisfies the rule " + rule.name);
            }
        }
        checks.checkBeginnings();
    }

    /// The rules with an alternative of whose parts each is fine by itself, or a call of such a
    /// rule, or a repetition of such a rule or of as little as nothing.
    private static Set<Rule> closed(List<Rule> rules, Predicate<Part> fine) {
        var closed = new HashSet<Rule>();
        List<Rule> order = rules;
        for (int before = -1; before < closed.size(); order = order.reversed()) {
            before = closed.size();
            for (Rule rule : order) {
                if (rule.hasNothing
                        || rule.starts.stream().anyMatch(start -> all(start, closed, fine))) {
                    closed.add(rule);
                }
            }
        }
        return closed;
    }

    private static boolean all(@Nullable Place from, Set<Rule> closed, Predicate<Part> fine) {
        for (Place place = from; place != null; place = place.next()) {
            boolean isFine =
                    switch (place.part()) {
                        case Call(Rule called) -> closed.contains(called);
                        case Repeat repeat -> repeat.min() == 0 || closed.contains(repeat.rule());
                        default -> fine.test(place.part());
                    };
            if (!isFine) {
                return false;
            }
        }
        return true;
    }

    /// Depth first, without recursion: a chain may be as long as the grammar.
    private void checkBeginnings() {
        var done = new HashSet<Rule>();
        for (Rule rule : rules) {
            var path = new ArrayDeque<Step>();
            var onPath = new HashSet<Rule>();
            enter(rule, path, onPath, done);
            while (!path.isEmpty()) {
                Step step = path.getLast();
                if (step.at < step.begins.size()) {
                    enter(step.begins.get(step.at++), path, onPath, done);
                } else {
                    path.removeLast();
                    onPath.remove(step.rule);
                    done.add(step.rule);
                }
            }
        }
    }

    private static final class Step {
        final Rule rule;
        final List<Rule> begins;
        int at;

        Step(Rule rule, List<Rule> begins) {
            this.rule = rule;
            this.begins = begins;
        }
    }

    private void enter(Rule rule, ArrayDeque<Step> path, Set<Rule> onPath, Set<Rule> done) {
        if (onPath.contains(rule)) {
            throw new GrammarException(
                    "grammar: the rule " + rule.name + " begins with itself (left recursion)");
        }
        if (!done.contains(rule)) {
            onPath.add(rule);
            path.addLast(new Step(rule, beginnings(rule)));
        }
    }

    /// The rules a rule may begin with.
    private List<Rule> beginnings(Rule rule) {
        var begins = new ArrayList<Rule>();
        for (Place start : rule.starts) {
            boolean first = true;
            for (Place place = start; place != null && first; place = place.next()) {
                switch (place.part()) {
                    case Call(Rule called) -> {
                        begins.add(called);
                        first = nothing.contains(called);
                    }
                    case Repeat(Rule again, int min, int _) -> {
                        begins.add(again);
                        first = min == 0 || nothing.contains(again);
                    }
                    default -> first = false;
                }
            }
        }
        return begins;
    }
}
