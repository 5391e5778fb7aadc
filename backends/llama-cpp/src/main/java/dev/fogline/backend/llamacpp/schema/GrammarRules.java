package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.CodePoints;
import dev.fogline.backend.llamacpp.grammar.Gbnf;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// The rules of a grammar in the making.
final class GrammarRules {

    /// Bounds for the time it takes to read a grammar: OpenAI takes 5,000 properties in a schema,
    /// of which each takes a rule or two here.
    private static final int MAX_RULES = 10_000;

    private static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_NAME_LENGTH = 60;

    /// Longer classes of characters are written once.
    private static final int MAX_INLINE = 24;

    private final Map<String, String> bodies = new LinkedHashMap<>();

    /// Rule names by the bodies that need no name of their own.
    private final Map<String, String> shared = new HashMap<>();

    private int characters;

    /// Takes a name for a rule to come.
    String reserve(String wished) {
        String cleaned = wished.replaceAll("[^A-Za-z0-9-]+", "-");
        String stem = cleaned.substring(0, Math.min(cleaned.length(), MAX_NAME_LENGTH));
        stem = stem.isEmpty() ? "rule" : stem;
        String name = stem;
        for (int i = 2; bodies.containsKey(name) || JsonRules.isReserved(name); i++) {
            name = stem + "-" + i;
        }
        put(name, "");
        return name;
    }

    /// Gives a reserved rule its body.
    void define(String name, String body) {
        put(name, body);
    }

    /// A rule with this body, whatever its name; the wish counts the first time.
    String share(String wished, String body) {
        String known = shared.get(body);
        if (known != null) {
            return known;
        }
        String name = reserve(wished);
        define(name, body);
        shared.put(body, name);
        return name;
    }

    /// One of the rules every JSON text consists of.
    String json(JsonRules rule) {
        if (!bodies.containsKey(rule.ruleName())) {
            put(rule.ruleName(), rule.body());
            rule.needs().forEach(this::json);
        }
        return rule.ruleName();
    }

    /// One character of a set inside a JSON string, spelled in one way only.
    String character(CodePoints set) {
        String spelled = StringCharacters.of(set);
        boolean several = spelled.contains("\" ") || spelled.contains("] ");
        return several || spelled.length() > MAX_INLINE ? share("chars", spelled) : spelled;
    }

    String text(String root) {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("root ::= " + root);
        bodies.forEach((name, body) -> lines.add(name + " ::= " + body));
        return lines.toString();
    }

    /// A JSON text as it is spelled without blanks.
    static String literal(String json) {
        return Gbnf.literal(json);
    }

    private void put(String name, String body) {
        characters += name.length() + body.length();
        bodies.put(name, body);
        if (bodies.size() > MAX_RULES || characters > MAX_CHARACTERS) {
            throw new SchemaException(
                    "#",
                    "takes more than "
                            + MAX_RULES
                            + " grammar rules or "
                            + MAX_CHARACTERS
                            + " characters of grammar");
        }
    }
}
