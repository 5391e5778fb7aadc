package dev.fogline.spi.answer;

/// Tokens that were used, as the backend counts them.
///
/// @param promptTokens read, cached ones included, ≥ 0
/// @param cachedPromptTokens of these, taken from a prefix cache, 0 to promptTokens
/// @param outputTokens generated, reasoning included, ≥ 0
/// @param reasoningTokens of these, thinking the client is billed for, 0 to outputTokens
/// @param origin whether the backend counted or somebody guessed
public record Usage(
        int promptTokens,
        int cachedPromptTokens,
        int outputTokens,
        int reasoningTokens,
        Origin origin) {

    public Usage {
        if (cachedPromptTokens < 0 || cachedPromptTokens > promptTokens) {
            throw new IllegalArgumentException(
                    "cachedPromptTokens "
                            + cachedPromptTokens
                            + " not in [0, "
                            + promptTokens
                            + "]");
        }
        if (reasoningTokens < 0 || reasoningTokens > outputTokens) {
            throw new IllegalArgumentException(
                    "reasoningTokens " + reasoningTokens + " not in [0, " + outputTokens + "]");
        }
    }

    /// Counted by the backend, nothing cached, no reasoning.
    public static Usage counted(int promptTokens, int outputTokens) {
        return new Usage(promptTokens, 0, outputTokens, 0, Origin.COUNTED);
    }

    /// Where the figures come from.
    public enum Origin {
        /// The backend's own tokenizer, or the upstream's usage record.
        COUNTED,
        /// Nobody said; estimated from characters and chunks.
        ESTIMATED
    }
}
