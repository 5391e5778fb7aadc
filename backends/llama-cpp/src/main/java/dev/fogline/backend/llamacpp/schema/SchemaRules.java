package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the grammar rules of schemas.
final class SchemaRules {

    private final GrammarRules grammar;
    private final Alternatives alternatives = new Alternatives();
    private final ObjectRule objects;
    private final ArrayRule arrays;

    /// Rule names by the subschemas that hold together there. A schema that contains itself ends
    /// here.
    private final Map<Set<Source>, String> names = new HashMap<>();

    SchemaRules(GrammarRules grammar) {
        this.grammar = grammar;
        this.objects = new ObjectRule(grammar, this);
        this.arrays = new ArrayRule(grammar, this);
    }

    /// The rule for what satisfies all of some subschemas.
    ///
    /// @param wished name for it
    /// @param at who is to blame if nothing satisfies them
    String rule(String wished, Source at, List<Source> all) {
        Set<Source> key = new LinkedHashSet<>(all);
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        List<Facets> ways = alternatives.of(all);
        boolean hasParts = ways.stream().anyMatch(SchemaRules::hasParts);
        String name = hasParts ? grammar.reserve(wished) : "";
        names.put(key, name);
        String stem = hasParts ? name : wished; // names grow no longer than a name may be
        List<String> written = new ArrayList<>();
        for (Facets way : ways) {
            written.addAll(written(stem, at, way));
        }
        if (written.isEmpty()) {
            throw at.wrong("nothing satisfies it");
        }
        String body = String.join(" | ", written.stream().distinct().toList());
        if (hasParts) {
            grammar.define(name, body);
            return name;
        }
        String leaf = body.matches("[a-z]+") ? body : grammar.share(wished, body);
        names.put(key, leaf);
        return leaf;
    }

    /// Whether nothing can satisfy all of them.
    boolean impossible(List<Source> all) {
        return alternatives.of(all).isEmpty();
    }

    private static boolean hasParts(Facets way) {
        return !way.equals(Facets.ANY)
                && way.values().isEmpty()
                && (way.intended().contains(JsonType.OBJECT)
                        || way.intended().contains(JsonType.ARRAY));
    }

    private List<String> written(String stem, Source at, Facets way) {
        if (way.equals(Facets.ANY)) {
            return List.of(grammar.json(JsonRules.VALUE));
        }
        if (way.values().isPresent()) {
            return way.values().get().stream()
                    .filter(value -> Constants.fit(at, value, way))
                    .map(JsonNode::toString)
                    .map(GrammarRules::literal)
                    .toList();
        }
        var written = new ArrayList<String>();
        for (JsonType type : JsonType.values()) {
            if (way.intended().contains(type)) {
                written.addAll(ofType(type, stem, at, way));
            }
        }
        return written;
    }

    private List<String> ofType(JsonType type, String stem, Source at, Facets way) {
        return switch (type) {
            case NULL -> List.of(grammar.json(JsonRules.NULL));
            case BOOLEAN -> List.of(grammar.json(JsonRules.BOOLEAN));
            case INTEGER ->
                    way.intended().contains(JsonType.FRACTION) ? List.of() : integer(way.number());
            case FRACTION -> fraction(way.number());
            case STRING -> TextRule.of(way.text(), grammar).stream().toList();
            case ARRAY -> arrays.of(way.array(), stem, at).stream().toList();
            case OBJECT -> objects.of(way.object(), stem, at).stream().toList();
        };
    }

    private List<String> integer(NumberBounds bounds) {
        return bounds.isAny()
                ? List.of(grammar.json(JsonRules.INTEGER))
                : IntegerRule.of(bounds.lowest(), bounds.highest()).stream().toList();
    }

    private List<String> fraction(NumberBounds bounds) {
        return bounds.isAny()
                ? List.of(grammar.json(JsonRules.NUMBER))
                : FractionRule.of(bounds).stream().toList();
    }
}
