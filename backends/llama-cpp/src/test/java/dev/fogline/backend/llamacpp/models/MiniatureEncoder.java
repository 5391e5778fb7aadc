package dev.fogline.backend.llamacpp.models;

import dev.fogline.backend.llamacpp.gguf.GgufWriter;
import dev.fogline.backend.llamacpp.gguf.Tensor;
import dev.fogline.backend.llamacpp.gguf.Tensor.Fill;
import dev.fogline.backend.llamacpp.gguf.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Encoders of random weights, small enough for a test: the structure of the real ones, with
/// WordPiece tokens for Latin letters and a few words.
public enum MiniatureEncoder {
    /// Learnt positions, the vector of the first token.
    BERT("bert", 2),
    /// Rotary positions, gated feed-forward, the mean of all tokens.
    NOMIC_BERT("nomic-bert", 1),
    /// The same without a word on pooling.
    SILENT_NOMIC_BERT("nomic-bert", 0),
    /// Of one score in place of a vector.
    RANKING_BERT("bert", 4);

    /// As long as every vector.
    public static final int WIDTH = 32;

    /// Tokens of the longest text, those at both ends included.
    public static final int CONTEXT_TOKENS = 64;

    private static final int BLOCKS = 2;
    private static final int HEADS = 4;
    private static final int FEED_FORWARD = 64;
    private static final long SEED = 7;
    private static final List<String> SPECIAL =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final String WORD_START = "\u2581";

    private final String architecture;
    private final int pooling;

    /// @param pooling `LLAMA_POOLING_TYPE_*` of `llama.h`; 0 is not written
    MiniatureEncoder(String architecture, int pooling) {
        this.architecture = architecture;
        this.pooling = pooling;
    }

    /// Writes the file.
    public Path write(Path file) {
        List<String> tokens = tokens();
        GgufWriter.write(file, metadata(tokens), tensors(tokens.size()), SEED);
        return file;
    }

    private static List<String> tokens() {
        var tokens = new ArrayList<>(SPECIAL);
        for (char letter = 'a'; letter <= 'z'; letter++) {
            tokens.add(WORD_START + letter);
            tokens.add(String.valueOf(letter));
        }
        Stream.of("the", "cat", "dog", "sat", "on", "mat", "stock", "market", "fell", ".", ",")
                .forEach(word -> tokens.add(WORD_START + word));
        return tokens;
    }

    private Map<String, Object> metadata(List<String> tokens) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("general.architecture", architecture);
        metadata.put("general.name", "miniature-" + architecture);
        metadata.put(architecture + ".block_count", BLOCKS);
        metadata.put(architecture + ".context_length", CONTEXT_TOKENS);
        metadata.put(architecture + ".embedding_length", WIDTH);
        metadata.put(architecture + ".feed_forward_length", FEED_FORWARD);
        metadata.put(architecture + ".attention.head_count", HEADS);
        metadata.put(architecture + ".attention.layer_norm_epsilon", 1e-12f);
        metadata.put(architecture + ".attention.causal", false);
        if (pooling > 0) {
            metadata.put(architecture + ".pooling_type", pooling);
        }
        metadata.put("tokenizer.ggml.model", "bert");
        metadata.put("tokenizer.ggml.pre", "default");
        metadata.put("tokenizer.ggml.tokens", tokens);
        metadata.put(
                "tokenizer.ggml.token_type",
                tokens.stream().mapToInt(token -> SPECIAL.contains(token) ? 3 : 1).toArray());
        metadata.put("tokenizer.ggml.token_type_count", 2);
        metadata.put("tokenizer.ggml.padding_token_id", 0);
        metadata.put("tokenizer.ggml.unknown_token_id", 1);
        metadata.put("tokenizer.ggml.bos_token_id", 2);
        metadata.put("tokenizer.ggml.seperator_token_id", 3); // as the format spells it
        metadata.put("tokenizer.ggml.mask_token_id", 4);
        return metadata;
    }

    private List<Tensor> tensors(int vocabulary) {
        var tensors = new ArrayList<Tensor>();
        tensors.add(matrix("token_embd.weight", WIDTH, vocabulary, 1));
        tensors.add(matrix("token_types.weight", WIDTH, 2, 1));
        if (architecture.equals("bert")) {
            tensors.add(matrix("position_embd.weight", WIDTH, CONTEXT_TOKENS, 1));
        }
        tensors.addAll(norm("token_embd_norm"));
        for (int block = 0; block < BLOCKS; block++) {
            block(tensors, "blk." + block + ".");
        }
        return tensors;
    }

    private void block(List<Tensor> tensors, String prefix) {
        double gain = 1 / Math.sqrt(WIDTH);
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            tensors.add(matrix(prefix + name + ".weight", WIDTH, WIDTH, gain));
        }
        tensors.addAll(norm(prefix + "attn_output_norm"));
        tensors.add(matrix(prefix + "ffn_up.weight", WIDTH, FEED_FORWARD, gain));
        if (architecture.equals("nomic-bert")) {
            tensors.add(matrix(prefix + "ffn_gate.weight", WIDTH, FEED_FORWARD, gain));
        }
        tensors.add(matrix(prefix + "ffn_down.weight", FEED_FORWARD, WIDTH, gain));
        tensors.addAll(norm(prefix + "layer_output_norm"));
    }

    private static List<Tensor> norm(String name) {
        List<Integer> shape = List.of(WIDTH);
        return List.of(
                new Tensor(name + ".weight", TensorType.F32, shape, new Fill.Constant(1)),
                new Tensor(name + ".bias", TensorType.F32, shape, new Fill.Constant(0)));
    }

    private static Tensor matrix(String name, int columns, int rows, double deviation) {
        return new Tensor(
                name,
                TensorType.F32,
                List.of(columns, rows),
                new Fill.Uniform(deviation, Set.of()));
    }
}
