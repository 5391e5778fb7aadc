package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A part of a schema and where it stands.
///
/// @param document it is in
/// @param path as a JSON pointer behind `#`
record Source(SchemaDocument document, String path, JsonNode node) {

    Source at(String key) {
        return new Source(document, path + "/" + escaped(key), node.get(key));
    }

    Source at(int index) {
        return new Source(document, path + "/" + index, node.get(index));
    }

    List<Source> elements() {
        if (!node.isArray()) {
            throw wrong("must be a list");
        }
        var elements = new ArrayList<Source>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(at(i));
        }
        return elements;
    }

    String text() {
        if (!node.isTextual()) {
            throw wrong("must be text");
        }
        return node.textValue();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("must be true or false");
        }
        return node.booleanValue();
    }

    /// A number of characters, elements or properties.
    int count() {
        boolean whole = node.isNumber() && JsonType.of(node) == JsonType.INTEGER;
        if (!whole || node.decimalValue().signum() < 0) {
            throw wrong("must be a whole number, not negative");
        }
        return node.decimalValue().compareTo(Range.MOST) > 0
                ? Range.UNBOUNDED
                : node.decimalValue().intValue();
    }

    SchemaException wrong(String problem) {
        return new SchemaException(path, problem);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /// By place: the same place of one document holds the same.
    @Override
    public boolean equals(Object other) {
        return other instanceof Source source
                && document == source.document
                && path.equals(source.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
