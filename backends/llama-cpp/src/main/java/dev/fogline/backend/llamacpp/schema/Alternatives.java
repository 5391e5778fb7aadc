package dev.fogline.backend.llamacpp.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ways in which subschemas can be satisfied together: references followed, `allOf`, `anyOf`
/// and `oneOf` multiplied out.
final class Alternatives {

    /// Each becomes an alternative of a grammar rule.
    private static final int MAX_ALTERNATIVES = 256;

    /// Subschemas looked at for one grammar. Those that refer to each other in many ways would be
    /// looked at more and more often.
    private static final int MAX_VISITS = 50_000;

    private final Map<List<Source>, List<Facets>> known = new HashMap<>();
    private final Disjoint disjoint = new Disjoint(this);
    private int visits;

    /// Empty if there is no way.
    ///
    /// @param schemas that all must be satisfied
    List<Facets> of(List<Source> schemas) {
        List<Facets> ready = known.get(schemas);
        if (ready == null) {
            ready = together(schemas);
            known.put(schemas, ready);
        }
        return ready;
    }

    private List<Facets> together(List<Source> schemas) {
        List<Facets> ways = List.of(Facets.ANY);
        for (Source schema : schemas) {
            ways = product(schema, ways, of(schema, Set.of()));
        }
        return ways;
    }

    /// @param entered references that are being followed
    private List<Facets> of(Source schema, Set<Source> entered) {
        if (++visits > MAX_VISITS) {
            throw schema.wrong("takes more than " + MAX_VISITS + " looks at subschemas");
        }
        if (schema.node().isBoolean()) {
            return schema.flag() ? List.of(Facets.ANY) : List.of();
        }
        if (!schema.node().isObject()) {
            throw schema.wrong("must be a schema: an object, true or false");
        }
        List<Facets> ways = List.of(Keywords.of(schema));
        if (schema.node().has("$ref")) {
            ways = product(schema, ways, target(schema.at("$ref"), entered));
        }
        for (Source part : list(schema, "allOf")) {
            ways = product(schema, ways, of(part, entered));
        }
        if (schema.node().has("anyOf")) {
            ways = product(schema, ways, union(list(schema, "anyOf"), entered));
        }
        if (schema.node().has("oneOf")) {
            List<Source> choices = list(schema, "oneOf");
            List<Facets> together = ways;
            List<List<Facets>> each =
                    choices.stream().map(one -> product(one, together, of(one, entered))).toList();
            disjoint.require(choices, each);
            ways = each.stream().flatMap(List::stream).toList();
        }
        return ways;
    }

    private List<Facets> target(Source reference, Set<Source> entered) {
        Source target = reference.document().resolve(reference);
        if (entered.contains(target)) {
            throw reference.wrong("refers to itself with nothing in between");
        }
        var inside = new LinkedHashSet<>(entered);
        inside.add(target);
        return of(target, inside);
    }

    private List<Facets> union(List<Source> choices, Set<Source> entered) {
        return choices.stream().flatMap(choice -> of(choice, entered).stream()).toList();
    }

    private static List<Source> list(Source schema, String name) {
        if (!schema.node().has(name)) {
            return List.of();
        }
        Source at = schema.at(name);
        List<Source> elements = at.elements();
        if (elements.isEmpty()) {
            throw at.wrong("must not be empty");
        }
        return elements;
    }

    private static List<Facets> product(Source at, List<Facets> some, List<Facets> others) {
        if ((long) some.size() * others.size() > MAX_ALTERNATIVES) {
            throw at.wrong("has more than " + MAX_ALTERNATIVES + " alternatives");
        }
        var ways = new ArrayList<Facets>();
        for (Facets one : some) {
            for (Facets other : others) {
                ways.add(one.and(other));
            }
        }
        return ways;
    }
}
