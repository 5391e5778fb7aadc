package dev.fogline.backend.llamacpp.gguf;

import dev.fogline.backend.llamacpp.gguf.TensorTable.Tensor;
import java.util.List;
import java.util.Set;

/// How large a model is, in the numbers that its memory and speed follow from. Each is 0 where the
/// file does not say.
///
/// @param embedding numbers that stand for a token between layers
/// @param heads of attention, of the layer that has most
/// @param feedForward numbers in the middle of a layer, of the widest
/// @param vocabulary tokens there are
/// @param cellBytes keys and values of one token in all layers, as 16-bit floats; layers with a
///   sliding window are held whole
/// @param tensorBytes of all weights
/// @param tokenBytes of the weights that one token is multiplied with: not the embeddings of other
///   tokens, nor experts that are not asked
/// @param promptWeights the number of these weights, without the output matrix
public record Shape(
        long embedding,
        long heads,
        long feedForward,
        long vocabulary,
        long cellBytes,
        long tensorBytes,
        long tokenBytes,
        long promptWeights) {

    /// The cache is held as 16-bit floats: `type_k` and `type_v` of llama.cpp's defaults.
    private static final int CACHE_BYTES = 2;

    private static final String EMBEDDING = "token_embd.weight";
    private static final String OUTPUT = "output.weight";

    static Shape of(Metadata metadata, TensorTable table, String architecture, int layers) {
        long embedding = number(metadata, architecture + ".embedding_length");
        List<Long> heads = metadata.perLayer(architecture + ".attention.head_count", layers);
        var use = new Use(metadata, table, architecture);
        return new Shape(
                embedding,
                most(heads),
                most(metadata.perLayer(architecture + ".feed_forward_length", layers)),
                metadata.array("tokenizer.ggml.tokens").map(Metadata.Elements::count).orElse(0L),
                cellBytes(metadata, architecture, heads, embedding),
                table.tensors().stream().mapToLong(Tensor::bytes).sum(),
                use.bytes(),
                use.promptWeights());
    }

    /// `sum over layers of head_count_kv × (key_length + value_length) × 2`, where a length not
    /// stated is `embedding_length / head_count` (`load_hparams` of llama.cpp 0.5.0).
    private static long cellBytes(
            Metadata metadata, String architecture, List<Long> heads, long embedding) {
        String attention = architecture + ".attention.";
        List<Long> cached = metadata.perLayer(attention + "head_count_kv", heads.size());
        long bytes = 0;
        for (int layer = 0; layer < heads.size(); layer++) {
            long usual = embedding / Math.max(1, heads.get(layer));
            long keys = metadata.number(attention + "key_length").orElse(usual);
            long values = metadata.number(attention + "value_length").orElse(usual);
            long groups = cached.isEmpty() ? heads.get(layer) : cached.get(layer);
            bytes += groups * (keys + values) * CACHE_BYTES;
        }
        return bytes;
    }

    /// Which part of the weights a token meets.
    ///
    /// @param metadata says how many experts are asked
    /// @param table of all weights
    private record Use(Metadata metadata, TensorTable table, String architecture) {

        long bytes() {
            return table.tensors().stream()
                    .mapToLong(tensor -> Math.round(share(tensor) * tensor.bytes()))
                    .sum();
        }

        long promptWeights() {
            return table.tensors().stream()
                    .filter(tensor -> !Set.of(EMBEDDING, OUTPUT).contains(tensor.name()))
                    .mapToLong(tensor -> Math.round(share(tensor) * tensor.weights()))
                    .sum();
        }

        /// The embedding is also the output where there is no other.
        private double share(Tensor tensor) {
            String name = tensor.name();
            if (name.contains("_exps.")) {
                return askedExperts();
            }
            boolean looked = name.equals(EMBEDDING) && table.find(OUTPUT).isPresent();
            return looked || name.startsWith("per_layer_token_embd") ? 0 : 1;
        }

        private double askedExperts() {
            double all = number(metadata, architecture + ".expert_count");
            double asked = number(metadata, architecture + ".expert_used_count");
            return all >= 1 && asked >= 1 && asked < all ? asked / all : 1;
        }
    }

    private static long number(Metadata metadata, String key) {
        return metadata.number(key).orElse(0);
    }

    private static long most(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
