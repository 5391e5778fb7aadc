package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One JSON object of a request, read strictly: what is there has the right type, or the client is
/// told the field.
///
/// A field that is `null` counts as not there, as OpenAI clients send it.
///
/// @param path how the client names the object, such as `messages[1]`; empty for the request itself
record Fields(String path, JsonNode object) {

    /// @throws ApiException if it is not an object
    static Fields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw ApiException.invalid(
                    path, (path.isEmpty() ? "the request" : path) + " must be an object");
        }
        return new Fields(path, node);
    }

    /// How the client names a field.
    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Optional<JsonNode> find(String key) {
        return Optional.ofNullable(object.get(key)).filter(node -> !node.isNull());
    }

    JsonNode required(String key) {
        return find(key).orElseThrow(() -> wrong(key, "is missing"));
    }

    Optional<Fields> section(String key) {
        return find(key).map(node -> Fields.of(name(key), node));
    }

    Optional<String> text(String key) {
        return find(key).map(node -> text(name(key), node));
    }

    String requiredText(String key) {
        return text(name(key), required(key));
    }

    boolean flag(String key) {
        return find(key)
                .map(
                        node -> {
                            if (!node.isBoolean()) {
                                throw wrong(key, "must be true or false");
                            }
                            return node.booleanValue();
                        })
                .orElse(false);
    }

    double number(String key, double low, double high, double fallback) {
        return find(key)
                .map(
                        node -> {
                            double value = node.doubleValue();
                            if (!node.isNumber() || !(value >= low && value <= high)) {
                                throw wrong(
                                        key,
                                        "must be a number from "
                                                + plain(low)
                                                + " to "
                                                + plain(high));
                            }
                            return value;
                        })
                .orElse(fallback);
    }

    Optional<Long> whole(String key, long low, long high) {
        return find(key)
                .map(
                        node -> {
                            if (!node.isIntegralNumber()
                                    || !node.canConvertToLong()
                                    || node.longValue() < low
                                    || node.longValue() > high) {
                                throw wrong(
                                        key, "must be a whole number from " + low + " to " + high);
                            }
                            return node.longValue();
                        });
    }

    /// The elements of a list of objects, each named by its index; empty where there is no list.
    ///
    /// @param most elements that are taken
    List<Fields> list(String key, int most) {
        Optional<JsonNode> list = find(key);
        if (list.isEmpty()) {
            return List.of();
        }
        if (!list.get().isArray()) {
            throw wrong(key, "must be a list");
        }
        if (list.get().size() > most) {
            throw wrong(key, "has more than " + most + " entries");
        }
        var elements = new ArrayList<Fields>();
        for (JsonNode element : list.get()) {
            elements.add(Fields.of(name(key) + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    ApiException wrong(String key, String problem) {
        return ApiException.invalid(name(key), name(key) + " " + problem);
    }

    static String text(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw ApiException.invalid(name, name + " must be text");
        }
        return node.textValue();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
