package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/// Schemas out of what is supported, and values that satisfy them or nearly so.
///
/// Everything is said that a grammar would otherwise decide by itself: `type` and
/// `additionalProperties`; and values are written as grammars write them: properties in their
/// order, numbers with few digits, no needless escapes.
final class RandomSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "ab", "b", "ä€", "a\"b", "zz");
    private static final List<String> TEXTS =
            List.of("", "x", "ab", "abc", "é", "😀😀", "a\nb", "\"\\", "7", "foo-7", "\u0001");

    private final Random random;

    RandomSchema(long seed) {
        random = new Random(seed);
    }

    ObjectNode schema() {
        ObjectNode schema = NODES.objectNode();
        ObjectNode inner = schema(1);
        while (inner.has("$ref")) { // to itself
            inner = schema(1);
        }
        schema.set("$defs", NODES.objectNode().set("d", inner));
        schema.setAll(schema(3));
        return schema;
    }

    private ObjectNode schema(int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 7);
        ObjectNode schema = NODES.objectNode();
        switch (kind) {
            case 0 -> schema.put("type", "null");
            case 1 -> schema.put("type", "boolean");
            case 2 -> integer(schema);
            case 3 -> number(schema);
            case 4 -> text(schema);
            case 5 -> constants(schema);
            case 6 -> {
                ArrayNode types = schema.putArray("type");
                pick(List.of(List.of("null", "string"), List.of("integer", "boolean")))
                        .forEach(types::add);
                schema.put("maxLength", 3);
                schema.put("minimum", -2);
            }
            case 7, 8 -> object(schema, depth);
            case 9 -> array(schema, depth);
            case 10 -> {
                ArrayNode choices = schema.putArray("anyOf");
                choices.add(schema(depth - 1)).add(schema(depth - 1));
            }
            default -> schema.put("$ref", "#/$defs/d");
        }
        return schema;
    }

    private void integer(ObjectNode schema) {
        schema.put("type", "integer");
        int low = random.nextInt(-300, 300);
        if (random.nextBoolean()) {
            schema.put(pick(List.of("minimum", "exclusiveMinimum")), low);
        }
        if (random.nextBoolean()) {
            schema.put(pick(List.of("maximum", "exclusiveMaximum")), low + random.nextInt(1, 1200));
            if (schema.has("exclusiveMinimum") && schema.has("exclusiveMaximum")) {
                schema.put("exclusiveMaximum", low + 2 + random.nextInt(1200));
            }
        }
    }

    private void number(ObjectNode schema) {
        schema.put("type", "number");
        int low = random.nextInt(-3000, 3000);
        if (random.nextBoolean()) {
            schema.put(pick(List.of("minimum", "exclusiveMinimum")), low / 1000.0);
        }
        if (random.nextBoolean()) {
            double high = (low + 1 + random.nextInt(4000)) / 1000.0;
            schema.put(pick(List.of("maximum", "exclusiveMaximum")), high);
        }
    }

    private void text(ObjectNode schema) {
        schema.put("type", "string");
        switch (random.nextInt(4)) {
            case 0 ->
                    schema.put(
                            "pattern",
                            pick(
                                    List.of(
                                            "^[a-c]+$",
                                            "^(ab|x)*$",
                                            "b",
                                            "^foo-[0-9]{1,2}$",
                                            "^$",
                                            "[^a]$",
                                            "^.{2,3}$",
                                            "^\\S*$")));
            case 1 -> {
                int min = random.nextInt(3);
                schema.put("minLength", min).put("maxLength", min + random.nextInt(3));
            }
            case 2 -> schema.put("minLength", random.nextInt(3));
            default -> {}
        }
    }

    private void constants(ObjectNode schema) {
        if (random.nextBoolean()) {
            schema.set("const", anything(2));
        } else {
            ArrayNode values = schema.putArray("enum");
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                values.add(anything(1));
            }
        }
    }

    private void object(ObjectNode schema, int depth) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = pick(NAMES);
            properties.set(name, schema(depth - 1));
            if (random.nextBoolean()) {
                required.add(name);
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> schema.put("additionalProperties", true);
            case 1 -> schema.set("additionalProperties", schema(0));
            default -> schema.put("additionalProperties", false);
        }
    }

    private void array(ObjectNode schema, int depth) {
        schema.put("type", "array");
        if (random.nextInt(3) == 0) {
            ArrayNode first = schema.putArray("prefixItems");
            first.add(schema(depth - 1)).add(schema(depth - 1));
        }
        schema.set("items", random.nextInt(4) == 0 ? NODES.booleanNode(true) : schema(depth - 1));
        if (random.nextBoolean()) {
            schema.put("minItems", random.nextInt(3));
        }
        if (random.nextBoolean()) {
            schema.put("maxItems", 2 + random.nextInt(2));
        }
    }

    /// A value that is, in most parts, as a schema wants it.
    JsonNode value(JsonNode root, JsonNode schema, int depth) {
        if (depth == 0 || random.nextInt(12) == 0 || schema.isBoolean()) {
            return anything(1);
        }
        if (schema.has("$ref")) {
            return value(root, root.at("/$defs/d"), depth - 1);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.has("anyOf")) {
            return value(root, schema.get("anyOf").get(random.nextInt(2)), depth);
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(random.nextInt(2)).asText() : type.asText()) {
            case "null" -> NODES.nullNode();
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "integer" -> NODES.numberNode(near(schema, 1).longValue());
            case "number" -> decimal(near(schema, 1000) / 1000.0);
            case "string" -> NODES.textNode(pick(TEXTS));
            case "array" -> elements(root, schema, depth);
            default -> members(root, schema, depth);
        };
    }

    /// Whole ones without a fraction: `0.0` is an integer to a validator, and no grammar writes it.
    private static JsonNode decimal(double value) {
        return value == Math.rint(value) ? NODES.numberNode((long) value) : NODES.numberNode(value);
    }

    private Long near(JsonNode schema, int scale) {
        double low = schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(0));
        double high =
                schema.path("maximum").asDouble(schema.path("exclusiveMaximum").asDouble(low));
        double base = random.nextBoolean() ? low : high;
        long step = random.nextInt(4) == 0 ? 47 : 1;
        return Math.round(base * scale) + random.nextInt(-2, 3) * step;
    }

    private ArrayNode elements(JsonNode root, JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            JsonNode first = schema.path("prefixItems").path(array.size());
            array.add(value(root, first.isMissingNode() ? schema.get("items") : first, depth - 1));
        }
        return array;
    }

    private ObjectNode members(JsonNode root, JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        for (var property : schema.get("properties").properties()) {
            if (random.nextInt(4) > 0) {
                object.set(property.getKey(), value(root, property.getValue(), depth - 1));
            }
        }
        if (random.nextInt(3) == 0) {
            for (String name : List.of(pick(NAMES), "q", "\"")) {
                if (!schema.get("properties").has(name)) {
                    object.set(name, value(root, schema.get("additionalProperties"), depth - 1));
                }
            }
        }
        return object;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(-20, 20));
            case 3 -> NODES.numberNode(random.nextInt(-20, 20) / 8.0 + 0.0625);
            case 4 -> NODES.textNode(pick(TEXTS));
            case 5 -> NODES.arrayNode().add(anything(depth - 1));
            default -> NODES.objectNode().set(pick(NAMES), anything(depth - 1));
        };
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
