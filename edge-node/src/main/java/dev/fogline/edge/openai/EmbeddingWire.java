package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.Embeddings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// Answers of `/v1/embeddings`.
public final class EmbeddingWire {

    private EmbeddingWire() {}

    /// @param model that made them
    public static ObjectNode document(
            String model, Embeddings embeddings, AskedEmbeddings.Encoding encoding) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = document.putArray("data");
        for (float[] vector : embeddings.vectors()) {
            ObjectNode entry = data.addObject().put("object", "embedding");
            entry.put("index", data.size() - 1);
            switch (encoding) {
                case FLOAT -> entry.putPOJO("embedding", vector); // no node per number
                case BASE64 -> entry.put("embedding", base64(vector));
            }
        }
        document.put("model", model);
        int tokens = embeddings.usage().promptTokens();
        document.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return document;
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
