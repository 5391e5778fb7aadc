package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;

/// Whether the values of an `enum` satisfy what else is asked for.
final class Constants {

    private Constants() {}

    /// @param at who is to blame if that cannot be told
    static boolean fit(Source at, JsonNode value, Facets facets) {
        JsonType type = JsonType.of(value);
        if (!facets.types().contains(type)) {
            return false;
        }
        return switch (type) {
            case NULL, BOOLEAN -> true;
            case INTEGER, FRACTION -> facets.number().contains(value.decimalValue());
            case STRING -> {
                requireNone(at, facets.text().isLength(), "pattern or format");
                String text = value.textValue();
                yield facets.text().length().contains(text.codePointCount(0, text.length()));
            }
            case ARRAY -> {
                requireNone(at, facets.array().parts().isEmpty(), "items");
                yield facets.array().count().contains(value.size());
            }
            case OBJECT -> {
                ObjectFacet object = facets.object();
                requireNone(at, object.parts().isEmpty(), "properties");
                yield object.count().contains(value.size())
                        && object.required().stream().allMatch(value::has);
            }
        };
    }

    private static void requireNone(Source at, boolean none, String keyword) {
        if (!none) {
            throw at.wrong("enum or const together with " + keyword + " is not supported");
        }
    }
}
