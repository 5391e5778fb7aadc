package dev.fogline.backend.llamacpp.schema;

import java.util.Optional;

/// Arrays as a GBNF body.
final class ArrayRule {

    /// Optional elements nest in each other.
    private static final int MAX_PLACES = 100;

    private final GrammarRules grammar;
    private final SchemaRules schemas;

    ArrayRule(GrammarRules grammar, SchemaRules schemas) {
        this.grammar = grammar;
        this.schemas = schemas;
    }

    /// @return empty if there is no such array
    Optional<String> of(ArrayFacet array, String wished, Source at) {
        if (array.equals(ArrayFacet.ANY)) {
            return Optional.of(grammar.json(JsonRules.ARRAY));
        }
        if (array.places() > MAX_PLACES) {
            throw at.wrong("prefixItems has more than " + MAX_PLACES + " entries");
        }
        Range count = array.count().and(Range.atMost(most(array)));
        if (count.isEmpty()) {
            return Optional.empty();
        }
        String space = grammar.json(JsonRules.SPACE);
        if (count.max() == 0) {
            return Optional.of("\"[\" " + space + " \"]\"");
        }
        String elements = elements(array, 0, count, wished, at) + " " + space;
        return Optional.of(
                "\"[\" "
                        + space
                        + (count.min() == 0 ? " ( " + elements + " )?" : " " + elements)
                        + " \"]\"");
    }

    /// How many elements there can be, whatever `maxItems` says.
    private int most(ArrayFacet array) {
        for (int i = 0; i < array.places(); i++) {
            if (schemas.impossible(array.of(i))) {
                return i;
            }
        }
        boolean more = array.open() && !schemas.impossible(array.of(array.places()));
        return more ? Range.UNBOUNDED : array.places();
    }

    /// From one element on to the last.
    private String elements(ArrayFacet array, int from, Range count, String wished, Source at) {
        String comma = "\",\" " + grammar.json(JsonRules.SPACE) + " ";
        String rule = schemas.rule(wished + "-" + name(from, array), at, array.of(from));
        if (from >= array.places()) {
            Range more = count.minus(from + 1);
            String repeated =
                    more.max() == 0 ? "" : " ( " + comma + rule + " )" + more.repetition();
            return rule + repeated;
        }
        if (from + 1 >= count.max()) {
            return rule;
        }
        String rest = comma + elements(array, from + 1, count, wished, at);
        return rule + " " + (from + 1 < count.min() ? rest : "( " + rest + " )?");
    }

    private static String name(int index, ArrayFacet array) {
        return index < array.places() ? Integer.toString(index) : "item";
    }
}
