package dev.fogline.backend.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// JSON as it comes from a server that may send anything.
final class Json {

    /// That wait for their next use. Jackson would otherwise keep a set of 30 kB for every thread,
    /// which with a virtual thread per request is one for every open stream.
    private static final int MOST_BUFFERS = 64;

    /// Immutable once built. What follows the first value makes it no JSON.
    static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.newBoundedPool(MOST_BUFFERS))
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// @throws BackendException as a broken stream if it is anything but one JSON object
    static JsonNode object(byte[] bytes) throws BackendException {
        try {
            return object(MAPPER.readTree(bytes));
        } catch (IOException notJson) {
            // The parser's words quote what was sent, perhaps the answer: they are not passed on.
            throw noObject();
        }
    }

    /// @throws BackendException as a broken stream if it is anything but one JSON object
    static JsonNode object(String text) throws BackendException {
        try {
            return object(MAPPER.readTree(text));
        } catch (JsonProcessingException notJson) {
            throw noObject();
        }
    }

    private static JsonNode object(@Nullable JsonNode node) throws BackendException {
        if (node != null && node.isObject()) {
            return node;
        }
        throw noObject();
    }

    private static BackendException noObject() {
        return BackendException.of(
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
