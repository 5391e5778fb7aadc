package dev.fogline.backend.llamacpp.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The numbers of an architecture that llama.cpp meets with an assertion, which ends the process,
/// instead of a reason: `load_hparams` of llama.cpp 0.5.0, and the graphs of its models.
///
/// @param file for messages
/// @param architecture in front of its keys
/// @param blocks layers
record ArchitectureCheck(Path file, Metadata metadata, String architecture, int blocks) {

    /// `LLAMA_MAX_EXPERTS`.
    private static final long MAX_EXPERTS = 1024;

    private static final Set<String> ROPE_SCALINGS = Set.of("none", "linear", "yarn", "longrope");

    /// Their graphs want the whole of each head rotated, and heads as long for values as for keys.
    private static final Set<String> ROTATED =
            Set.of(
                    "llama",
                    "mistral3",
                    "qwen2",
                    "qwen2moe",
                    "qwen3",
                    "qwen3moe",
                    "olmo",
                    "olmo2",
                    "olmoe",
                    "granite",
                    "smollm3",
                    "starcoder2",
                    "internlm2",
                    "baichuan",
                    "nemotron");

    /// Their graphs want heads as long for values as for keys.
    private static final Set<String> EVEN =
            Set.of("command-r", "cohere2", "phi2", "phi3", "openelm", "gpt2", "stablelm", "glm4");

    /// @throws GgufException for the first that is wrong
    void run() {
        epsilon("layer_norm_rms_epsilon");
        epsilon("layer_norm_epsilon");
        experts();
        heads();
        long extra = number("nextn_predict_layers", 0);
        // As many as there are, and the model computes nothing: an assertion at the first token.
        require(
                extra < blocks,
                "nextn_predict_layers",
                extra,
                "not below the " + blocks + " blocks");
        String scaling = metadata.text(architecture + ".rope.scaling.type").orElse("linear");
        if (!ROPE_SCALINGS.contains(scaling)) {
            throw wrong("rope.scaling.type", scaling, "none that is known");
        }
    }

    /// Below 0, or not a number, it is an assertion of ggml at the first token.
    private void epsilon(String key) {
        metadata.fraction(architecture + ".attention." + key)
                .filter(epsilon -> !(epsilon >= 0))
                .ifPresent(
                        epsilon -> {
                            throw wrong("attention." + key, epsilon, "not 0 or above");
                        });
    }

    private void experts() {
        long experts = number("expert_count", 0);
        require(experts <= MAX_EXPERTS, "expert_count", experts, "above " + MAX_EXPERTS);
        String asked = architecture + ".expert_used_count";
        // HunYuan's models state one expert where they have none.
        if (experts > 1 && metadata.number(asked).isEmpty() && metadata.array(asked).isEmpty()) {
            throw new GgufException(
                    file, asked + " is missing, though there are " + experts + " experts");
        }
        for (long used : metadata.perLayer(asked, blocks)) {
            require(
                    used <= experts && (used > 0 || experts == 0),
                    "expert_used_count",
                    used,
                    experts == 0
                            ? "not 0, as there are no experts"
                            : "not in [1, " + experts + "], the experts there are");
        }
        long groups = number("expert_group_count", 0);
        boolean grouped = groups == 0 || (groups < experts && experts % groups == 0);
        require(grouped, "expert_group_count", groups, "no division of " + experts + " experts");
        long askedGroups = number("expert_group_used_count", 0);
        require(
                groups < 2 || (askedGroups > 0 && askedGroups < groups),
                "expert_group_used_count",
                askedGroups,
                "not in [1, " + (groups - 1) + "]");
    }

    private void heads() {
        List<Long> heads = metadata.perLayer(architecture + ".attention.head_count", blocks);
        List<Long> shared = metadata.perLayer(architecture + ".attention.head_count_kv", blocks);
        for (int i = 0; i < Math.min(heads.size(), shared.size()); i++) {
            long all = heads.get(i);
            long groups = shared.get(i);
            require(
                    groups == 0 || all % groups == 0,
                    "attention.head_count_kv",
                    groups,
                    "no divisor of the " + all + " heads");
        }
        if (!heads.isEmpty() && heads.getFirst() > 0) {
            lengths(number("embedding_length", 0) / heads.getFirst());
        }
    }

    private void lengths(long usual) {
        long keys = number("attention.key_length", usual);
        long values = number("attention.value_length", usual);
        long rotated = number("rope.dimension_count", keys);
        require(
                !ROTATED.contains(architecture) || rotated == keys,
                "rope.dimension_count",
                rotated,
                "not " + keys + ", the length of a head");
        require(
                !(ROTATED.contains(architecture) || EVEN.contains(architecture)) || values == keys,
                "attention.value_length",
                values,
                "not " + keys + ", the length of keys");
    }

    private long number(String key, long fallback) {
        return metadata.number(architecture + "." + key).orElse(fallback);
    }

    private void require(boolean holds, String key, long value, String problem) {
        if (!holds) {
            throw wrong(key, value, problem);
        }
    }

    private GgufException wrong(String key, Object value, String problem) {
        return new GgufException(file, architecture + "." + key + " " + value + " is " + problem);
    }
}
