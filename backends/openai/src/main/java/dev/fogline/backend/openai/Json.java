package dev.fogline.backend.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import java.io.IOException;

/// JSON as it comes from a server that may send anything.
final class Json {

    /// Immutable once built. What follows the first value makes it no JSON.
    static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    /// @throws BackendException as a broken stream if it is anything but one JSON object
    static JsonNode object(byte[] bytes) throws BackendException {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            // The parser's words quote what was sent, perhaps the answer: they are not passed on.
        }
        throw BackendException.of(
                FaultKind.BROKEN_STREAM, "the server sent something that is not a JSON object");
    }

    /// What is sent.
    static byte[] bytes(ObjectNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values can be written", impossible);
        }
    }

    /// The text of a field; empty if it is missing or no text.
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }
}
