package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// One JSON schema as it was given: where references are resolved.
final class SchemaDocument {

    /// OpenAI takes 120,000 characters of names and constants ("Structured outputs", 2026); twice
    /// that, for the rest.
    private static final int MAX_CHARACTERS = 256 << 10;

    /// Each level of a schema takes two or three of JSON; OpenAI takes ten levels.
    private static final int MAX_NESTING = 100;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_NESTING)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final JsonNode root;

    private SchemaDocument(JsonNode root) {
        this.root = root;
    }

    /// @throws SchemaException if it is no JSON, or too large or deep
    static SchemaDocument parse(String json) {
        if (json.length() > MAX_CHARACTERS) {
            throw new SchemaException(
                    "#", json.length() + " characters are more than " + MAX_CHARACTERS);
        }
        try {
            return new SchemaDocument(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new SchemaException("#", "is not JSON: " + e.getOriginalMessage());
        }
    }

    Source root() {
        return new Source(this, "#", root);
    }

    /// @param reference the keyword `$ref`
    Source resolve(Source reference) {
        String pointer = decoded(reference);
        if (!pointer.equals("#") && !pointer.startsWith("#/")) {
            throw reference.wrong("only references into this schema, #/…, are supported");
        }
        Source target = root();
        for (String step : pointer.substring(1).split("/", -1)) {
            if (!step.isEmpty() || !target.path().equals("#")) {
                target = step(reference, target, step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return target;
    }

    private static String decoded(Source reference) {
        try {
            return URLDecoder.decode(reference.text().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw reference.wrong("has a % that escapes nothing");
        }
    }

    private static Source step(Source reference, Source from, String key) {
        JsonNode node = from.node();
        if (node.has(key)) {
            return from.at(key);
        }
        if (node.isArray() && key.matches("[0-9]{1,6}") && node.has(Integer.parseInt(key))) {
            return from.at(Integer.parseInt(key));
        }
        throw reference.wrong("refers to " + reference.text() + ", which is not there");
    }
}
