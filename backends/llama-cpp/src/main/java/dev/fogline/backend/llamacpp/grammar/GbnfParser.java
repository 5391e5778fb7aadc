package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Part.Call;
import dev.fogline.backend.llamacpp.grammar.Part.Named;
import dev.fogline.backend.llamacpp.grammar.Part.NotNamed;
import dev.fogline.backend.llamacpp.grammar.Part.One;
import dev.fogline.backend.llamacpp.grammar.Part.Repeat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads GBNF as llama.cpp 0.5.0 does (`llama_grammar_parser`), but for an empty class `[]`, a rule
/// that is defined twice and a repetition from more to less, which are errors here.
final class GbnfParser {

    /// Parentheses in each other. llama.cpp's own parser overflows its stack on 20,000.
    private static final int MAX_NESTING = 500;

    private final GbnfScanner text;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final List<Rule> all = new ArrayList<>();

    private GbnfParser(String text) {
        this.text = new GbnfScanner(text);
    }

    /// All rules, the unnamed ones of groups included; the one to begin with comes first.
    static List<Rule> parse(String gbnf) {
        var parser = new GbnfParser(gbnf);
        return parser.rules();
    }

    private List<Rule> rules() {
        text.blanks(true);
        while (text.more()) {
            rule();
        }
        for (Rule rule : rules.values()) {
            if (!rule.isDefined()) {
                throw new GrammarException("grammar: there is no rule " + rule.name);
            }
        }
        Rule root = rules.get("root");
        if (root == null) {
            throw new GrammarException("grammar: there is no rule root, which every grammar needs");
        }
        all.remove(root);
        all.addFirst(root);
        return all;
    }

    private void rule() {
        Rule rule = named(text.name());
        if (rule.isDefined()) {
            throw text.wrong("the rule " + rule.name + " is defined twice");
        }
        text.blanks(false);
        text.expect("::=");
        text.blanks(true);
        alternatives(rule, 0);
        text.lineEnd();
    }

    private Rule named(String name) {
        return rules.computeIfAbsent(name, this::unnamed);
    }

    private Rule unnamed(String name) {
        var rule = new Rule(name);
        all.add(rule);
        return rule;
    }

    private void alternatives(Rule rule, int depth) {
        do {
            text.blanks(depth > 0 || text.last() == '|');
            rule.add(sequence(rule, depth));
        } while (text.take('|'));
    }

    private List<Part> sequence(Rule rule, int depth) {
        var parts = new ArrayList<Part>();
        while (text.more() && text.startsItem()) {
            List<Part> item = item(rule, depth);
            text.blanks(depth > 0);
            parts.addAll(repeated(rule, item, depth));
        }
        return parts;
    }

    private List<Part> item(Rule rule, int depth) {
        return switch (text.peek()) {
            case '"' -> text.literal().stream().map(one -> (Part) new One(one)).toList();
            case '[' -> List.of(new One(text.brackets()));
            case '.' -> List.of(new One(text.any()));
            case '<' -> List.of(new Named(text.token()));
            case '!' -> {
                text.take('!');
                yield List.of(new NotNamed(text.token()));
            }
            case '(' -> List.of(new Call(group(rule, depth + 1)));
            default -> List.of(new Call(named(text.name())));
        };
    }

    private Rule group(Rule rule, int depth) {
        if (depth > MAX_NESTING) {
            throw text.wrong("groups are nested deeper than " + MAX_NESTING);
        }
        text.take('(');
        Rule group = unnamed(rule.name);
        alternatives(group, depth);
        if (!text.take(')')) {
            throw text.wrong("expecting )");
        }
        return group;
    }

    /// What stands before `*`, `+`, `?` or `{`, with it.
    private List<Part> repeated(Rule rule, List<Part> item, int depth) {
        List<Part> parts = item;
        for (var times = text.times(depth > 0); times.isPresent(); times = text.times(depth > 0)) {
            if (parts.isEmpty()) {
                throw text.wrong("an empty text cannot be repeated");
            }
            Rule again;
            if (parts.size() == 1 && parts.getFirst() instanceof Call(Rule called)) {
                again = called;
            } else {
                again = unnamed(rule.name);
                again.add(parts);
            }
            parts = List.of(new Repeat(again, times.get().min(), times.get().max()));
        }
        return parts;
    }
}
