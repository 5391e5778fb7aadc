package dev.fogline.edge.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JSON with bounds on what strangers send.
public final class Json {

    /// No request of OpenAI's nests deeper than a JSON schema of a tool, and those are allowed ten
    /// levels (OpenAI, "Structured outputs", 2026); the rest is for what surrounds it.
    private static final int MAX_DEPTH = 100;

    /// A number longer than this is an attack on the parser, no number.
    private static final int MAX_NUMBER_CHARACTERS = 100;

    private static final int MAX_PROBLEM_CHARACTERS = 200;

    /// That wait for their next use. Jackson would otherwise keep a set of 30 kB for every thread,
    /// which with a virtual thread per request is one for every open stream.
    private static final int MAX_BUFFERS = 64;

    private final ObjectMapper mapper;

    /// @param maxCharacters of one text; the body's own bound
    public Json(int maxCharacters) {
        var constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_CHARACTERS)
                        .maxStringLength(maxCharacters)
                        .build();
        this.mapper =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(constraints)
                                        .recyclerPool(JsonRecyclerPools.newBoundedPool(MAX_BUFFERS))
                                        .build())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build();
    }

    /// @throws ApiException if it is not one JSON document, with the place
    public JsonNode read(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (node.isMissingNode()) {
                throw ApiException.invalid("", "the body is empty; a JSON object is expected");
            }
            return node;
        } catch (JsonProcessingException broken) {
            throw ApiException.invalid("", "the body is not JSON: " + problem(broken));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    public byte[] bytes(JsonNode node) {
        try {
            return mapper.writeValueAsBytes(node);
        } catch (JsonProcessingException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /// The first line of the parser's own words.
    private static String problem(JsonProcessingException broken) {
        String message = broken.getOriginalMessage().lines().findFirst().orElse("it breaks off");
        String bounded = message.substring(0, Math.min(message.length(), MAX_PROBLEM_CHARACTERS));
        var place = broken.getLocation();
        return place == null
                ? bounded
                : bounded + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
}
