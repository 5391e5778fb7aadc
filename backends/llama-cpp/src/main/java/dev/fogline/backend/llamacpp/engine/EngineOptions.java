package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.EmbeddingLayout;
import dev.fogline.backend.llamacpp.binding.Loading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which model to run, and how. What is left open depends on the model and is settled when it is
/// loaded.
///
/// @param file a GGUF file, checked before
/// @param loading how its weights are held
/// @param contextTokens prompt and answer of one slot; 0 for what suits the model
/// @param slots generations at the same time, 1 to 256
/// @param batchTokens tokens of one step at most, ≥ slots
/// @param threads that compute, ≥ 1
/// @param queue generations that may wait for a slot, ≥ 0
/// @param attention empty for flash attention, which is faster and takes less memory
/// @param adapters added to the weights, in order
/// @param uses what memory is taken for, not empty
public record EngineOptions(
        Path file,
        Loading loading,
        int contextTokens,
        int slots,
        int batchTokens,
        int threads,
        int queue,
        Optional<Attention> attention,
        List<Adapter> adapters,
        Set<Use> uses) {

    /// Prompt and answer where nothing is configured: enough for a conversation, and for four slots
    /// of a model of a billion weights half a gigabyte of key-value cache.
    private static final int SUITABLE_CONTEXT_TOKENS = 4096;

    /// Up to here plain attention takes less than 300 MB: 4 bytes for each cell, head (32 in models
    /// of some billion weights) and token of a micro-batch (512).
    private static final int PLAIN_ATTENTION_TOKENS = 4096;

    private static final int MICRO_BATCH_TOKENS = 512;

    /// Of llama.cpp's largest models; a bound against typing errors, which would take all memory.
    public static final int MAX_CONTEXT_TOKENS = 1 << 20;

    public EngineOptions {
        adapters = List.copyOf(adapters);
        uses = Set.copyOf(uses);
        if (uses.isEmpty()) {
            throw new IllegalArgumentException("uses must not be empty");
        }
    }

    /// The same for another file.
    public EngineOptions with(Path other) {
        return new EngineOptions(
                other,
                loading,
                contextTokens,
                slots,
                batchTokens,
                threads,
                queue,
                attention,
                adapters,
                uses);
    }

    /// How many tokens a slot holds.
    ///
    /// @param trainedContextTokens of the model; not above 0 if its file does not say
    /// @throws IllegalArgumentException if more is configured than the model was trained on
    public int slotTokens(int trainedContextTokens) {
        int most = trainedContextTokens > 0 ? trainedContextTokens : MAX_CONTEXT_TOKENS;
        if (contextTokens > most) {
            throw new IllegalArgumentException(
                    "context-tokens "
                            + contextTokens
                            + " is more than the "
                            + most
                            + " the model was trained on");
        }
        return contextTokens > 0 ? contextTokens : Math.min(SUITABLE_CONTEXT_TOKENS, most);
    }

    /// The same for a decoder.
    DecoderOptions decoder(int trainedContextTokens) {
        return new DecoderOptions(
                slots,
                slotTokens(trainedContextTokens),
                batchTokens,
                threads,
                attention.orElse(Attention.FLASH));
    }

    /// The same for embeddings: texts as long as a slot.
    EmbeddingLayout embedding(int trainedContextTokens) {
        int textTokens = slotTokens(trainedContextTokens);
        int stepTokens = Math.max(textTokens, batchTokens);
        // In plain attention every token of a step has a score for every other one.
        Attention suitable =
                (long) stepTokens * stepTokens > (long) PLAIN_ATTENTION_TOKENS * MICRO_BATCH_TOKENS
                        ? Attention.FLASH
                        : Attention.PLAIN;
        return new EmbeddingLayout(textTokens, stepTokens, threads, attention.orElse(suitable));
    }

    /// The same with an attention of choice.
    public EngineOptions with(Attention chosen) {
        return new EngineOptions(
                file,
                loading,
                contextTokens,
                slots,
                batchTokens,
                threads,
                queue,
                Optional.of(chosen),
                adapters,
                uses);
    }

    /// The same for other uses.
    public EngineOptions with(Set<Use> others) {
        return new EngineOptions(
                file,
                loading,
                contextTokens,
                slots,
                batchTokens,
                threads,
                queue,
                attention,
                adapters,
                others);
    }
}
