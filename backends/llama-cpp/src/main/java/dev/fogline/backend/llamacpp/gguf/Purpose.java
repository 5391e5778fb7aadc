package dev.fogline.backend.llamacpp.gguf;

import java.util.OptionalLong;
import java.util.Set;

/// What a model was made for.
public enum Purpose {
    /// Going on with texts.
    GENERATION,
    /// Turning texts into vectors.
    EMBEDDINGS,
    /// Telling how well two texts go together.
    RANKING;

    /// Without a key-value cache or a decoder (`create_memory` and `llama_model_has_decoder` of
    /// llama.cpp 0.5.0), so they cannot go on with a text.
    private static final Set<String> ENCODERS =
            Set.of(
                    "bert",
                    "modern-bert",
                    "nomic-bert",
                    "nomic-bert-moe",
                    "neo-bert",
                    "jina-bert-v2",
                    "jina-bert-v3",
                    "eurobert",
                    "gemma-embedding",
                    "t5encoder");

    /// Whether a model reads texts as wholes and has no key-value cache.
    ///
    /// @param architecture as its file names it
    public static boolean encoder(String architecture) {
        return ENCODERS.contains(architecture);
    }

    /// `LLAMA_POOLING_TYPE_NONE` and `_RANK` of `llama.h`.
    private static final long NOT_POOLED = 0;

    private static final long RANK = 4;

    /// Whoever states how a text's vectors become one means the model to embed.
    static Purpose of(String architecture, OptionalLong pooling) {
        long stated = pooling.orElse(NOT_POOLED);
        if (stated == RANK) {
            return RANKING;
        }
        return stated != NOT_POOLED || encoder(architecture) ? EMBEDDINGS : GENERATION;
    }
}
