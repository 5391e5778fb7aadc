package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Texts and vectors in OpenAI's words.
final class EmbeddingJson {

    private EmbeddingJson() {}

    /// Asks for base64, as OpenAI's own SDKs do: a third of the bytes, and no rounding.
    static byte[] of(List<String> texts, String model) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", model);
        body.put("encoding_format", "base64");
        texts.forEach(body.putArray("input")::add);
        return Json.bytes(body);
    }

    /// @param answer whose vectors may be base64 or numbers, whatever was asked for
    /// @throws BackendException as a broken stream if there is not one vector for each text
    static Embeddings read(JsonNode answer, List<String> texts, String model)
            throws BackendException {
        var vectors = new float[texts.size()][];
        int place = 0;
        for (JsonNode entry : answer.path("data")) {
            int index = entry.path("index").asInt(place++);
            if (index < 0 || index >= vectors.length || vectors[index] != null) {
                throw broken();
            }
            vectors[index] = vector(entry.path("embedding"));
        }
        if (place != vectors.length) {
            throw broken();
        }
        String served = Json.text(answer, "model");
        return embeddings(
                vectors,
                Usages.counted(answer.path("usage")).orElseGet(() -> Usages.estimated(texts)),
                served.isBlank() ? model : served);
    }

    private static Embeddings embeddings(float[][] vectors, Usage usage, String model)
            throws BackendException {
        try {
            return new Embeddings(Arrays.asList(vectors), usage, model);
        } catch (IllegalArgumentException noSpace) {
            throw broken();
        }
    }

    private static float[] vector(JsonNode embedding) throws BackendException {
        float[] vector = embedding.isTextual() ? decoded(embedding.textValue()) : listed(embedding);
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw broken();
            }
        }
        return vector;
    }

    /// Of 32-bit floats, little-endian.
    private static float[] decoded(String base64) throws BackendException {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            var floats = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            var vector = new float[floats.remaining()];
            floats.get(vector);
            return vector;
        } catch (IllegalArgumentException notBase64) {
            throw broken();
        }
    }

    private static float[] listed(JsonNode numbers) throws BackendException {
        var vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!numbers.path(i).isNumber()) {
                throw broken();
            }
            vector[i] = numbers.path(i).floatValue();
        }
        return vector;
    }

    private static BackendException broken() {
        return BackendException.of(
                FaultKind.BROKEN_STREAM, "the server sent something else than a vector per text");
    }
}
