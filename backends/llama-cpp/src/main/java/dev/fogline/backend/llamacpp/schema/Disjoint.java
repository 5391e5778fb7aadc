package dev.fogline.backend.llamacpp.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether no value satisfies two alternatives, as `oneOf` demands: a grammar allows either, and so
/// could allow what satisfies both. What cannot be shown is refused.
final class Disjoint {

    /// Properties are looked into so deep.
    private static final int MAX_DEPTH = 3;

    private final Alternatives alternatives;

    Disjoint(Alternatives alternatives) {
        this.alternatives = alternatives;
    }

    /// @param each the ways of satisfying each choice, same order
    void require(List<Source> choices, List<List<Facets>> each) {
        for (int a = 0; a < choices.size(); a++) {
            for (int b = a + 1; b < choices.size(); b++) {
                if (!all(each.get(a), each.get(b), 0)) {
                    throw choices.get(b)
                            .wrong(
                                    "may hold together with "
                                            + choices.get(a).path()
                                            + ", which oneOf forbids; say anyOf if it may, or give"
                                            + " both a required property of different constants");
                }
            }
        }
    }

    private boolean all(List<Facets> some, List<Facets> others, int depth) {
        return some.stream()
                .allMatch(one -> others.stream().allMatch(other -> two(one, other, depth)));
    }

    private boolean two(Facets a, Facets b, int depth) {
        Set<JsonType> types = Facets.both(types(a), types(b));
        Facets both = a.and(b);
        if (both.values().isPresent()) {
            return both.values().get().stream()
                    .noneMatch(value -> types.contains(JsonType.of(value)));
        }
        return types.stream().allMatch(type -> impossible(type, a, b, both, depth));
    }

    private static Set<JsonType> types(Facets facets) {
        return facets.values()
                .map(values -> values.stream().map(JsonType::of).collect(Collectors.toSet()))
                .map(types -> Facets.both(types, facets.types()))
                .orElse(facets.intended());
    }

    private boolean impossible(JsonType type, Facets a, Facets b, Facets both, int depth) {
        return switch (type) {
            case NULL, BOOLEAN -> false;
            case INTEGER, FRACTION -> both.number().isEmpty();
            case STRING -> both.text().length().isEmpty();
            case ARRAY -> both.array().count().isEmpty();
            case OBJECT ->
                    both.object().required().stream()
                            .anyMatch(name -> clash(name, a.object(), b.object(), depth));
        };
    }

    /// Whether a property that one of them wants cannot be as both want it, or the other is never
    /// written with it.
    private boolean clash(String name, ObjectFacet a, ObjectFacet b, int depth) {
        return unwritten(name, a)
                || unwritten(name, b)
                || (depth < MAX_DEPTH
                        && all(
                                alternatives.of(a.of(name)),
                                alternatives.of(b.of(name)),
                                depth + 1));
    }

    private static boolean unwritten(String name, ObjectFacet object) {
        return !object.names().contains(name) && object.others().isEmpty();
    }
}
