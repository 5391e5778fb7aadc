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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A model of random weights in the shape of a real one, to measure speed and memory with: sizes,
/// storage formats and operations are the real ones, what it says is nonsense.
///
/// @param name as the file gives it
/// @param headWidth numbers per head
/// @param special the first tokens; the others are made up
/// @param pre which rules cut text into words
/// @param begin of a text
/// @param ends tokens at which an answer ends, the end of text first; made improbable, so that
///   answers are as long as they may be
/// @param ropeFactors whether the file has a table of frequency factors (Llama 3.1 and later)
/// @param template see [ChatTemplate]
record ShapedModel(
        String name,
        int blocks,
        int width,
        int heads,
        int keyHeads,
        int headWidth,
        int feedForward,
        int vocabulary,
        int contextTokens,
        float ropeBase,
        List<String> special,
        String pre,
        String begin,
        List<String> ends,
        boolean ropeFactors,
        String template) {

    private static final long SEED = 42;

    /// Logits of a deviation of about 3: some tokens are clearly more probable than the others.
    private static final float OUTPUT_GAIN = 4;

    /// The deviation of embeddings in trained models of this kind. Layers add far more than that,
    /// so that the most probable token is not just the last one again.
    private static final double EMBEDDING_DEVIATION = 0.02;

    /// Of queries and of keys: attention looks at few tokens instead of averaging over all, so that
    /// answers do not run in circles of a dozen tokens.
    private static final double SHARPNESS = 2;

    /// As SmolLM2-135M: 134.5 million weights.
    static final ShapedModel M135 =
            new ShapedModel(
                    "random-135m",
                    30,
                    576,
                    9,
                    3,
                    64,
                    1536,
                    49_152,
                    8192,
                    100_000,
                    List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
                    "smollm",
                    "<|im_start|>",
                    List.of("<|im_end|>", "<|endoftext|>"),
                    false,
                    "smollm2");

    /// As Llama-3.2-1B: 1,236 million weights.
    static final ShapedModel B1 =
            new ShapedModel(
                    "random-1b",
                    16,
                    2048,
                    32,
                    8,
                    64,
                    8192,
                    128_256,
                    131_072,
                    500_000,
                    List.of(
                            "<|begin_of_text|>",
                            "<|end_of_text|>",
                            "<|start_header_id|>",
                            "<|end_header_id|>",
                            "<|eom_id|>",
                            "<|eot_id|>"),
                    "llama-bpe",
                    "<|begin_of_text|>",
                    List.of("<|eot_id|>", "<|end_of_text|>", "<|eom_id|>"),
                    true,
                    "llama-3.2");

    /// `135m|1b Q8_0|Q4_0|Q4_K_M FILE`
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("wanted: 135m|1b Q8_0|Q4_0|Q4_K_M FILE");
        }
        ShapedModel shape =
                switch (arguments[0]) {
                    case "135m" -> M135;
                    case "1b" -> B1;
                    default -> throw new IllegalArgumentException("shape is 135m or 1b");
                };
        shape.write(Mix.valueOf(arguments[1]), Path.of(arguments[2]));
    }

    void write(Mix mix, Path file) {
        Tokens tokens = Tokens.bytePairs(vocabulary, special, List.of());
        GgufWriter.write(file, metadata(mix, tokens), tensors(mix, tokens), SEED);
    }

    private Map<String, Object> metadata(Mix mix, Tokens tokens) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("general.architecture", "llama");
        metadata.put("general.name", name);
        metadata.put("general.file_type", mix.number);
        metadata.put("general.quantization_version", 2);
        metadata.put("llama.block_count", blocks);
        metadata.put("llama.context_length", contextTokens);
        metadata.put("llama.embedding_length", width);
        metadata.put("llama.feed_forward_length", feedForward);
        metadata.put("llama.attention.head_count", heads);
        metadata.put("llama.attention.head_count_kv", keyHeads);
        metadata.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        metadata.put("llama.rope.dimension_count", headWidth);
        metadata.put("llama.rope.freq_base", ropeBase);
        metadata.put("llama.vocab_size", vocabulary);
        metadata.putAll(tokens.metadata());
        metadata.put("tokenizer.ggml.pre", pre);
        metadata.put("tokenizer.ggml.bos_token_id", tokens.of(begin));
        metadata.put("tokenizer.ggml.eos_token_id", tokens.of(ends.getFirst()));
        metadata.put("tokenizer.chat_template", ChatTemplate.of(template));
        return metadata;
    }

    private List<Tensor> tensors(Mix mix, Tokens tokens) {
        Set<Integer> improbable = ends.stream().map(tokens::of).collect(Collectors.toSet());
        var tensors = new ArrayList<Tensor>();
        tensors.add(
                new Tensor(
                        "token_embd.weight",
                        mix.output(width),
                        List.of(width, vocabulary),
                        new Fill.Uniform(EMBEDDING_DEVIATION, improbable)));
        tensors.add(norm("output_norm.weight", OUTPUT_GAIN));
        if (ropeFactors) {
            tensors.add(
                    new Tensor(
                            "rope_freqs.weight",
                            TensorType.F32,
                            List.of(headWidth / 2),
                            new Fill.Constant(1)));
        }
        IntStream.range(0, blocks).forEach(block -> block(mix, block).forEach(tensors::add));
        return tensors;
    }

    private Stream<Tensor> block(Mix mix, int block) {
        String prefix = "blk." + block + ".";
        TensorType more = mix.more(block, blocks);
        return Stream.of(
                norm(prefix + "attn_norm.weight", 1),
                matrix(prefix + "attn_q.weight", mix.base, width, heads * headWidth, SHARPNESS),
                matrix(prefix + "attn_k.weight", mix.base, width, keyHeads * headWidth, SHARPNESS),
                matrix(prefix + "attn_v.weight", more, width, keyHeads * headWidth, 1),
                matrix(prefix + "attn_output.weight", mix.base, heads * headWidth, width, 1),
                norm(prefix + "ffn_norm.weight", 1),
                matrix(prefix + "ffn_gate.weight", mix.base, width, feedForward, 1),
                matrix(prefix + "ffn_up.weight", mix.base, width, feedForward, 1),
                matrix(prefix + "ffn_down.weight", more, feedForward, width, 1));
    }

    private Tensor norm(String tensor, float gain) {
        return new Tensor(tensor, TensorType.F32, List.of(width), new Fill.Constant(gain));
    }

    /// @param gain of the deviation of what goes through it
    private static Tensor matrix(
            String tensor, TensorType type, int columns, int rows, double gain) {
        return new Tensor(
                tensor,
                Mix.fitting(type, columns),
                List.of(columns, rows),
                new Fill.Uniform(gain / Math.sqrt(columns), Set.of()));
    }
}
