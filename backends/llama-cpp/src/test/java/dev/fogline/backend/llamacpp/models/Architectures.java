package dev.fogline.backend.llamacpp.models;

import static java.util.Collections.nCopies;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The miniatures. Which tensors and keys there are: `load_arch_tensors` and `load_arch_hparams` of
/// the architecture's file in llama.cpp 0.5.0, `src/models`, and the conversion script's, which
/// writes them; how tensors are noted, see [Miniature].
final class Architectures {

    private static final String EMBEDDING = "token_embd[W,V] ";
    private static final String TIED = EMBEDDING + "output_norm[W] ";
    private static final String UNTIED = TIED + "output[W,V] ";

    private static final String NORMS = "attn_norm[W] ffn_norm[W] ";
    private static final String NORMS_AFTER = "post_attention_norm[W] post_ffw_norm[W] ";
    private static final String HEAD_NORMS = "attn_q_norm[H] attn_k_norm[H] ";
    private static final String ATTENTION = "attn_q[W,Q] attn_k[W,K] attn_v[W,K] attn_output[Q,W] ";
    private static final String FUSED_ATTENTION = "attn_qkv[W,Q+K+K] attn_output[Q,W] ";
    private static final String BIASES = "attn_q.bias[Q] attn_k.bias[K] attn_v.bias[K] ";
    private static final String FORWARD = "ffn_gate[W,F] ffn_up[W,F] ffn_down[F,W] ";
    private static final String EXPERTS =
            "ffn_gate_inp[W,E] ffn_gate_exps[W,X,E] ffn_up_exps[W,X,E] ffn_down_exps[X,W,E] ";
    private static final String CONVOLUTION =
            "shortconv.conv[L,W] shortconv.in_proj[W,W+W+W] shortconv.out_proj[W,W] ";

    private static final String LLAMA = NORMS + ATTENTION + FORWARD;

    private static final String RMS = "attention.layer_norm_rms_epsilon";
    private static final String LAYER_NORM = "attention.layer_norm_epsilon";
    private static final String KEY_HEADS = "attention.head_count_kv";
    private static final String KEY_LENGTH = "attention.key_length";
    private static final String VALUE_LENGTH = "attention.value_length";
    static final String WINDOW = "attention.sliding_window";
    private static final String ROPE_BASE = "rope.freq_base";
    private static final String ROPE_WIDTH = "rope.dimension_count";
    private static final String ROPE_SCALING = "rope.scaling.type";

    private Architectures() {}

    static Stream<Miniature> all() {
        return Stream.of(
                new Miniature(
                        "llama-3",
                        "llama",
                        Tokenizer.LLAMA_3,
                        Map.of(RMS, 1e-5f, ROPE_BASE, 500_000f),
                        UNTIED,
                        nCopies(2, LLAMA)),
                new Miniature(
                        "llama-3.2",
                        "llama",
                        Tokenizer.LLAMA_3,
                        Map.of(RMS, 1e-5f, ROPE_BASE, 500_000f),
                        TIED + "rope_freqs[R] ",
                        nCopies(2, LLAMA)),
                new Miniature(
                        "mistral-v3",
                        "llama",
                        Tokenizer.MISTRAL_3,
                        Map.of(RMS, 1e-5f, ROPE_BASE, 1e6f),
                        UNTIED,
                        nCopies(2, LLAMA)),
                new Miniature(
                        "mistral-nemo",
                        "llama",
                        Tokenizer.TEKKEN,
                        Map.of(
                                RMS,
                                1e-5f,
                                ROPE_BASE,
                                1e6f,
                                KEY_LENGTH,
                                32,
                                VALUE_LENGTH,
                                32,
                                ROPE_WIDTH,
                                32),
                        UNTIED,
                        nCopies(2, LLAMA)),
                new Miniature(
                        "phi-3",
                        "phi3",
                        Tokenizer.PHI_3,
                        Map.of(
                                RMS,
                                1e-5f,
                                KEY_HEADS,
                                4,
                                WINDOW,
                                2047,
                                "rope.scaling.original_context_length",
                                Miniature.CONTEXT_TOKENS),
                        UNTIED,
                        nCopies(2, NORMS + FUSED_ATTENTION + "ffn_up[W,F+F] ffn_down[F,W]")),
                new Miniature(
                        "openelm",
                        "openelm",
                        Tokenizer.LLAMA_2,
                        Map.of(
                                RMS,
                                1e-6f,
                                "attention.head_count",
                                new int[] {4, 6, 8},
                                KEY_HEADS,
                                new int[] {1, 2, 2},
                                "feed_forward_length",
                                new int[] {96, 128, 160},
                                KEY_LENGTH,
                                16,
                                VALUE_LENGTH,
                                16,
                                ROPE_WIDTH,
                                16),
                        TIED,
                        nCopies(3, NORMS + FUSED_ATTENTION + HEAD_NORMS + FORWARD)),
                new Miniature(
                        "qwen1.5",
                        "qwen2",
                        Tokenizer.QWEN,
                        Map.of(RMS, 1e-6f, KEY_HEADS, 4, ROPE_BASE, 1e6f),
                        UNTIED,
                        nCopies(2, LLAMA + BIASES)),
                new Miniature(
                        "qwen2.5",
                        "qwen2",
                        Tokenizer.QWEN,
                        Map.of(RMS, 1e-6f, ROPE_BASE, 1e6f),
                        TIED,
                        nCopies(2, LLAMA + BIASES)),
                new Miniature(
                        "qwen3",
                        "qwen3",
                        Tokenizer.QWEN,
                        Map.of(RMS, 1e-6f, ROPE_BASE, 1e6f, KEY_LENGTH, 32, VALUE_LENGTH, 32),
                        TIED,
                        nCopies(2, LLAMA + HEAD_NORMS)),
                new Miniature(
                        "qwen3-moe",
                        "qwen3moe",
                        Tokenizer.QWEN,
                        Map.of(
                                RMS,
                                1e-6f,
                                ROPE_BASE,
                                1e6f,
                                "expert_count",
                                4,
                                "expert_used_count",
                                2,
                                "expert_feed_forward_length",
                                32),
                        UNTIED,
                        nCopies(2, NORMS + ATTENTION + HEAD_NORMS + EXPERTS)),
                new Miniature(
                        "olmo",
                        "olmo",
                        Tokenizer.OLMO,
                        Map.of(LAYER_NORM, 1e-5f, KEY_HEADS, 4, "attention.clamp_kqv", 8f),
                        EMBEDDING + "output[W,V] ",
                        nCopies(2, ATTENTION + FORWARD)),
                new Miniature(
                        "olmo-2",
                        "olmo2",
                        Tokenizer.OLMO_2,
                        Map.of(RMS, 1e-6f, ROPE_BASE, 500_000f),
                        UNTIED,
                        nCopies(
                                2,
                                ATTENTION
                                        + "attn_q_norm[Q] attn_k_norm[K] "
                                        + NORMS_AFTER
                                        + FORWARD)),
                new Miniature(
                        "command-r",
                        "command-r",
                        Tokenizer.COMMAND_R,
                        Map.of(
                                LAYER_NORM,
                                1e-5f,
                                KEY_HEADS,
                                4,
                                ROPE_BASE,
                                8e6f,
                                ROPE_SCALING,
                                "none",
                                "logit_scale",
                                0.0625f),
                        TIED,
                        nCopies(2, "attn_norm[W] " + ATTENTION + FORWARD)),
                new Miniature(
                        "command-r7b",
                        "cohere2",
                        Tokenizer.COMMAND_R,
                        Map.of(
                                LAYER_NORM,
                                1e-5f,
                                ROPE_BASE,
                                50_000f,
                                ROPE_WIDTH,
                                16,
                                ROPE_SCALING,
                                "none",
                                WINDOW,
                                Miniature.WINDOW_TOKENS,
                                "logit_scale",
                                0.25f),
                        TIED,
                        nCopies(4, "attn_norm[W] " + ATTENTION + FORWARD)),
                new Miniature(
                        "gemma",
                        "gemma",
                        Tokenizer.GEMMA,
                        Map.of(RMS, 1e-6f, KEY_HEADS, 1, KEY_LENGTH, 32, VALUE_LENGTH, 32),
                        TIED,
                        nCopies(2, LLAMA)),
                new Miniature(
                        "gemma-2",
                        "gemma2",
                        Tokenizer.GEMMA,
                        Map.of(
                                RMS,
                                1e-6f,
                                KEY_LENGTH,
                                32,
                                VALUE_LENGTH,
                                32,
                                WINDOW,
                                Miniature.WINDOW_TOKENS,
                                "attn_logit_softcapping",
                                50f,
                                "final_logit_softcapping",
                                30f),
                        TIED,
                        nCopies(2, LLAMA + NORMS_AFTER)),
                new Miniature(
                        "gemma-3",
                        "gemma3",
                        Tokenizer.GEMMA,
                        Map.of(
                                RMS,
                                1e-6f,
                                KEY_LENGTH,
                                32,
                                VALUE_LENGTH,
                                32,
                                ROPE_BASE,
                                1e6f,
                                WINDOW,
                                Miniature.WINDOW_TOKENS),
                        TIED,
                        nCopies(6, LLAMA + NORMS_AFTER + HEAD_NORMS)),
                new Miniature(
                        "gpt-oss",
                        "gpt-oss",
                        Tokenizer.GPT_OSS,
                        Map.of(
                                RMS,
                                1e-5f,
                                ROPE_BASE,
                                150_000f,
                                WINDOW,
                                Miniature.WINDOW_TOKENS,
                                "expert_count",
                                4,
                                "expert_used_count",
                                2,
                                "expert_feed_forward_length",
                                32),
                        UNTIED,
                        nCopies(
                                2,
                                "attn_norm[W] post_attention_norm[W] attn_output.bias[W] "
                                        + "attn_sinks[S] ffn_gate_inp.bias[E] "
                                        + "ffn_gate_exps.bias[X,E] ffn_up_exps.bias[X,E] "
                                        + "ffn_down_exps.bias[W,E] "
                                        + ATTENTION
                                        + BIASES
                                        + EXPERTS)),
                new Miniature(
                        "smollm3",
                        "smollm3",
                        Tokenizer.LLAMA_3,
                        Map.of(RMS, 1e-6f, ROPE_BASE, 5e6f),
                        TIED,
                        nCopies(4, LLAMA)),
                new Miniature(
                        "lfm2",
                        "lfm2",
                        Tokenizer.LFM_2,
                        Map.of(
                                RMS,
                                1e-5f,
                                ROPE_BASE,
                                1e6f,
                                KEY_HEADS,
                                new int[] {0, 2, 0},
                                "shortconv.l_cache",
                                3),
                        EMBEDDING + "token_embd_norm[W] ",
                        List.of(
                                NORMS + CONVOLUTION + FORWARD,
                                LLAMA + HEAD_NORMS,
                                NORMS + CONVOLUTION + FORWARD)));
    }

    /// `FOLDER`: writes them all into a folder.
    public static void main(String[] arguments) {
        all().forEach(miniature -> miniature.write(Path.of(arguments[0])));
    }
}
