package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.EmbeddingLayout;
import dev.fogline.backend.llamacpp.binding.Loading;
import java.nio.file.Path;
import java.util.List;
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
/// @param attention how it is computed
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
        Attention attention,
        List<Adapter> adapters,
        Set<Use> uses) {

    /// Prompt and answer where nothing is configured: enough for a conversation, and for four slots
    /// of a model of a billion weights half a gigabyte of key-value cache.
    private static final int SUITABLE_CONTEXT_TOKENS = 4096;

    /// Of llama.cpp's largest models; a bound against typing errors, which would take all memory.
    public static final int MAX_CONTEXT_TOKENS = 1 << 20;

    public EngineOptions {
        adapters = List.copyOf(adapters);
        uses = Set.copyOf(uses);
        if (uses.isEmpty()) {
            throw new IllegalArgumentException("uses must not be empty");
        }
    }

    /// The same for another model.
    ///
    /// @param others what memory is taken for
    public EngineOptions with(Path other, Set<Use> others) {
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
                others);
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
    public DecoderOptions decoder(int trainedContextTokens) {
        return new DecoderOptions(
                slots, slotTokens(trainedContextTokens), batchTokens, threads, attention);
    }

    /// The same for embeddings: texts as long as a slot.
    public EmbeddingLayout embedding(int trainedContextTokens) {
        int textTokens = slotTokens(trainedContextTokens);
        return new EmbeddingLayout(
                textTokens, Math.max(textTokens, batchTokens), threads, attention);
    }
}
