package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// What a JSON value can be.
enum JsonType {
    NULL,
    BOOLEAN,
    INTEGER,
    /// A number that is no integer; JSON schema's `number` is this and [#INTEGER].
    FRACTION,
    STRING,
    ARRAY,
    OBJECT;

    static final Set<JsonType> ALL = Set.of(values());
    static final Set<JsonType> NUMBERS = Set.of(INTEGER, FRACTION);

    /// By its name in a schema.
    static Set<JsonType> named(Source type, String name) {
        return switch (name) {
            case "null" -> Set.of(NULL);
            case "boolean" -> Set.of(BOOLEAN);
            case "integer" -> Set.of(INTEGER);
            case "number" -> NUMBERS;
            case "string" -> Set.of(STRING);
            case "array" -> Set.of(ARRAY);
            case "object" -> Set.of(OBJECT);
            default -> throw type.wrong("there is no type " + name);
        };
    }

    static JsonType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> integral(value) ? INTEGER : FRACTION;
            case STRING -> STRING;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
            default -> throw new IllegalArgumentException("no JSON value: " + value.getNodeType());
        };
    }

    private static boolean integral(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().scale() <= 0;
    }
}
