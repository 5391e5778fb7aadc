package dev.fogline.backend.llamacpp.models;

import dev.fogline.backend.llamacpp.gguf.GgufWriter;
import dev.fogline.backend.llamacpp.gguf.Tensor;
import dev.fogline.backend.llamacpp.gguf.Tensor.Fill;
import dev.fogline.backend.llamacpp.gguf.TensorType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A model of some hundred kilobytes and random weights with the structure of a real one.
///
/// Tensors are noted as `name[columns,rows]`, separated by blanks. A name without a dot, or with
/// one that is none of `.bias`, is that of a `.weight`. Sizes are sums of `W` width, `H` head, `Q`
/// all query heads, `K` all key heads, `F` feed forward, `V` vocabulary, `E` experts, `X` feed
/// forward of an expert, `R` rope factors, `S` query heads counted, `L` positions of a convolution.
///
/// Weights are floats of 32 bits: what the compiler of a processor's kernels does to the order of
/// sums then changes no greedy answer.
///
/// @param name the family, as in [ChatTemplate]
/// @param architecture as llama.cpp names it
/// @param keys of the file beside those of all, without the architecture's prefix
/// @param outer tensors outside of the blocks
/// @param inner tensors of each block
record Miniature(
        String name,
        String architecture,
        Tokenizer tokenizer,
        Map<String, Object> keys,
        String outer,
        List<String> inner) {

    static final int CONTEXT_TOKENS = 256;

    /// Of models with a sliding window: shorter than the tests' long prompts.
    static final int WINDOW_TOKENS = 32;

    private static final int WIDTH = 64;
    private static final int HEADS = 4;
    private static final int KEY_HEADS = 2;
    private static final int FORWARD = 128;
    private static final int EXPERTS = 4;
    private static final int EXPERT_FORWARD = 32;
    private static final int CONVOLUTION = 3;

    private static final long SEED = 7;

    /// Attention looks at few tokens instead of averaging over all.
    private static final double SHARPNESS = 2;

    /// Little beside what the blocks add, so that the most probable token is not the last one
    /// again.
    private static final double EMBEDDING_DEVIATION = 0.02;

    @Override
    public String toString() {
        return name;
    }

    /// Writes it into a folder.
    Path write(Path folder) {
        return write(folder, tensor -> true, Map.of());
    }

    /// Writes a wrong one.
    ///
    /// @param kept tensors that are not left out
    /// @param changed keys with other values, without the architecture's prefix
    Path write(Path folder, Predicate<String> kept, Map<String, Object> changed) {
        Path file = folder.resolve(name + ".gguf");
        List<Tensor> tensors = tensors().filter(tensor -> kept.test(tensor.name())).toList();
        Map<String, Object> metadata = metadata();
        changed.forEach((key, value) -> metadata.put(architecture + "." + key, value));
        GgufWriter.write(file, metadata, tensors, SEED);
        return file;
    }

    Stream<Tensor> tensors() {
        return Stream.concat(
                noted("", outer, 0),
                IntStream.range(0, inner.size())
                        .boxed()
                        .flatMap(block -> noted("blk." + block + ".", inner.get(block), block)));
    }

    private Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("general.architecture", architecture);
        metadata.put("general.name", "miniature " + name);
        metadata.put("general.file_type", 0);
        var own = new LinkedHashMap<String, Object>();
        own.put("block_count", inner.size());
        own.put("context_length", CONTEXT_TOKENS);
        own.put("embedding_length", WIDTH);
        own.put("feed_forward_length", FORWARD);
        own.put("attention.head_count", HEADS);
        own.put("attention.head_count_kv", KEY_HEADS);
        own.putAll(keys);
        own.forEach((key, value) -> metadata.put(architecture + "." + key, value));
        metadata.putAll(tokenizer.metadata());
        templates().forEach(metadata::put);
        return metadata;
    }

    private Map<String, Object> templates() {
        var templates = new LinkedHashMap<String, Object>();
        ChatTemplate.find(name).ifPresent(text -> templates.put("tokenizer.chat_template", text));
        ChatTemplate.find(name + "-tools")
                .ifPresent(text -> templates.put("tokenizer.chat_template.tool_use", text));
        return templates;
    }

    private Stream<Tensor> noted(String prefix, String notes, int block) {
        return Arrays.stream(notes.split(" "))
                .map(
                        note -> {
                            int bracket = note.indexOf('[');
                            String name = note.substring(0, bracket);
                            List<Integer> shape =
                                    Arrays.stream(
                                                    note.substring(bracket + 1, note.length() - 1)
                                                            .split(","))
                                            .map(size -> size(size, block))
                                            .toList();
                            return tensor(prefix + name, shape);
                        });
    }

    private Tensor tensor(String name, List<Integer> shape) {
        boolean bias = name.endsWith(".bias");
        boolean norm = shape.size() == 1 && !bias;
        Fill fill =
                norm
                        ? new Fill.Values(around1(name, shape.getFirst()))
                        : new Fill.Uniform(deviation(name, shape.getFirst()), improbable(name));
        return new Tensor(bias ? name : name + ".weight", TensorType.F32, shape, fill);
    }

    private static double deviation(String name, int columns) {
        if (name.equals("token_embd")) {
            return EMBEDDING_DEVIATION;
        }
        boolean looks = name.endsWith("attn_q") || name.endsWith("attn_k");
        return (looks ? SHARPNESS : 1) / Math.sqrt(columns);
    }

    /// Special tokens, for which the output has rows of zeros.
    private Set<Integer> improbable(String name) {
        String output = outer.contains(" output[") ? "output" : "token_embd";
        return name.equals(output)
                ? IntStream.range(0, tokenizer.control().size() + tokenizer.userDefined().size())
                        .boxed()
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static List<Float> around1(String name, int count) {
        var random = new SplittableRandom(SEED ^ name.hashCode());
        return random.doubles(count, 0.7, 1.3).mapToObj(value -> (float) value).toList();
    }

    private int size(String sum, int block) {
        return Arrays.stream(sum.split("\\+")).mapToInt(letter -> letter(letter, block)).sum();
    }

    private int letter(String letter, int block) {
        int heads = number("attention.head_count", HEADS, block);
        int head = number("attention.key_length", WIDTH / HEADS, block);
        return switch (letter) {
            case "W" -> WIDTH;
            case "H" -> head;
            case "Q" -> heads * head;
            case "K" -> number("attention.head_count_kv", KEY_HEADS, block) * head;
            case "F" -> number("feed_forward_length", FORWARD, block);
            case "V" -> tokenizer.tokens().size();
            case "E" -> EXPERTS;
            case "X" -> EXPERT_FORWARD;
            case "R" -> head / 2;
            case "S" -> heads;
            case "L" -> CONVOLUTION;
            default -> throw new IllegalArgumentException("no size " + letter);
        };
    }

    private int number(String key, int otherwise, int block) {
        Object value = keys.getOrDefault(key, otherwise);
        return value instanceof int[] each ? each[block] : (int) value;
    }
}
