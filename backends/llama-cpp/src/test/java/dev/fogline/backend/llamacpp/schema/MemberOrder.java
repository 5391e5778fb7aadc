package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiPredicate;

/// Puts the members of objects into the order in which a grammar writes them: properties as the
/// schema lists them, then the others. To a validator all orders are one.
///
/// Of `anyOf` the order is that of a choice which the value satisfies; a value that satisfies none
/// stays as it is.
///
/// @param valid whether a value, second, satisfies a part of the schema, first
record MemberOrder(JsonNode root, BiPredicate<JsonNode, JsonNode> valid) {

    JsonNode of(JsonNode value) {
        return of(root, value);
    }

    private JsonNode of(JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            return of(root.at("/$defs/d"), value);
        }
        if (schema.has("anyOf")) {
            for (JsonNode choice : schema.get("anyOf")) {
                if (valid.test(choice, value)) {
                    return of(choice, value);
                }
            }
            return value;
        }
        if (value.isObject() && schema.has("properties")) {
            return members(schema, (ObjectNode) value);
        }
        return value.isArray() && schema.has("items") ? elements(schema, value) : value;
    }

    private ObjectNode members(JsonNode schema, ObjectNode value) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (var property : schema.get("properties").properties()) {
            if (value.has(property.getKey())) {
                ordered.set(
                        property.getKey(), of(property.getValue(), value.get(property.getKey())));
            }
        }
        for (var member : value.properties()) {
            if (!ordered.has(member.getKey())) {
                ordered.set(
                        member.getKey(), of(schema.get("additionalProperties"), member.getValue()));
            }
        }
        return ordered;
    }

    private ArrayNode elements(JsonNode schema, JsonNode value) {
        ArrayNode ordered = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : value) {
            JsonNode first = schema.path("prefixItems").path(ordered.size());
            ordered.add(of(first.isMissingNode() ? schema.get("items") : first, element));
        }
        return ordered;
    }
}
