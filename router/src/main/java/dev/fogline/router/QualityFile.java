package dev.fogline.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.QualityHead;
import dev.fogline.cost.QualityModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Reads and writes fitted qualities: a JSON object with one head per model name.
public final class QualityFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;

    private QualityFile() {}

    /// @throws RouterException if the file is missing or is not one that [#write] made
    public static QualityModel read(Path file) {
        try {
            JsonNode root = MAPPER.readTree(file.toFile());
            if (root.path("format").asInt() != FORMAT) {
                throw new RouterException(file + " is not a quality prior of format " + FORMAT);
            }
            var heads = new TreeMap<String, QualityHead>();
            for (Map.Entry<String, JsonNode> head : root.required("heads").properties()) {
                heads.put(head.getKey(), head(head.getValue()));
            }
            return new QualityModel(heads);
        } catch (IOException | IllegalArgumentException unfit) {
            throw new RouterException(
                    "cannot read the quality prior " + file + ": " + unfit.getMessage(), unfit);
        }
    }

    /// @param note how it was fitted, for readers
    /// @throws IOException if it cannot be written
    public static void write(Path file, QualityModel model, String note) throws IOException {
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("note", note);
        ObjectNode heads = root.putObject("heads");
        new TreeMap<>(model.heads()).forEach((name, head) -> heads.set(name, node(head)));
        Files.writeString(file, root + "\n");
    }

    private static ObjectNode node(QualityHead head) {
        ObjectNode node =
                MAPPER.createObjectNode().put("base", head.base()).put("bias", head.bias());
        ArrayNode buckets = node.putArray("buckets");
        for (int bucket : head.buckets()) {
            buckets.add(bucket);
        }
        ArrayNode weights = node.putArray("weights");
        for (float weight : head.weights()) {
            weights.add(weight);
        }
        return node;
    }

    private static QualityHead head(JsonNode node) {
        JsonNode buckets = node.required("buckets");
        JsonNode weights = node.required("weights");
        int[] bucket = new int[buckets.size()];
        float[] weight = new float[weights.size()];
        for (int i = 0; i < bucket.length; i++) {
            bucket[i] = buckets.get(i).asInt();
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i] = weights.get(i).floatValue();
        }
        return new QualityHead(
                node.required("base").asDouble(), node.required("bias").asDouble(), bucket, weight);
    }
}
