package dev.fogline.backend.llamacpp.models;

import dev.fogline.backend.llamacpp.gguf.GgufWriter;
import dev.fogline.backend.llamacpp.gguf.Tensor;
import dev.fogline.backend.llamacpp.gguf.Tensor.Fill;
import dev.fogline.backend.llamacpp.gguf.TensorType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A low-rank adapter of random weights for the demo model `edge`: it changes what the last layer
/// writes.
public final class MiniatureAdapter {

    /// Of the demo model.
    private static final int WIDTH = 96;

    private static final int FEED_FORWARD = 192;
    private static final int RANK = 4;
    private static final long SEED = 11;

    private MiniatureAdapter() {}

    /// What a proper one says of itself.
    public static Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("general.architecture", "llama");
        metadata.put("general.type", "adapter");
        metadata.put("adapter.type", "lora");
        metadata.put("adapter.lora.alpha", (float) RANK);
        return metadata;
    }

    /// Writes a proper one.
    public static Path write(Path file) {
        return write(file, metadata(), FEED_FORWARD);
    }

    /// Writes one that may be improper.
    ///
    /// @param columns of the matrix it changes, those of the model's or others
    public static Path write(Path file, Map<String, Object> metadata, int columns) {
        String target = "blk.1.ffn_down.weight";
        GgufWriter.write(
                file,
                metadata,
                List.of(
                        matrix(target + ".lora_a", columns, RANK, 1 / Math.sqrt(columns)),
                        matrix(target + ".lora_b", RANK, WIDTH, 16)),
                SEED);
        return file;
    }

    private static Tensor matrix(String name, int columns, int rows, double deviation) {
        return new Tensor(
                name,
                TensorType.F32,
                List.of(columns, rows),
                new Fill.Uniform(deviation, Set.of()));
    }
}
