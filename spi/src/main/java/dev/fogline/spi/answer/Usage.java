package dev.fogline.spi.answer;

/// Tokens that were used, as the backend counts them.
///
/// @param promptTokens read, cached ones included, ≥ 0
/// @param cachedPromptTokens of these, taken from a prefix cache, 0 to promptTokens
/// @param cacheWrittenPromptTokens of these, put into a prefix cache at a price of its own, 0 to
///   the rest; few providers tell
/// @param outputTokens generated, reasoning included, ≥ 0
/// @param reasoningTokens of these, thinking the client is billed for, 0 to outputTokens
/// @param origin whether the backend counted or somebody guessed
public record Usage(
        int promptTokens,
        int cachedPromptTokens,
        int cacheWrittenPromptTokens,
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
        if (cacheWrittenPromptTokens < 0
                || cacheWrittenPromptTokens > promptTokens - cachedPromptTokens) {
            throw new IllegalArgumentException(
                    "cacheWrittenPromptTokens "
                            + cacheWrittenPromptTokens
                            + " not in [0, "
                            + (promptTokens - cachedPromptTokens)
                            + "]");
        }
        if (reasoningTokens < 0 || reasoningTokens > outputTokens) {
            throw new IllegalArgumentException(
                    "reasoningTokens " + reasoningTokens + " not in [0, " + outputTokens + "]");
        }
    }

    /// Where nothing was written to a cache at a price of its own.
    public Usage(
            int promptTokens,
            int cachedPromptTokens,
            int outputTokens,
            int reasoningTokens,
            Origin origin) {
        this(promptTokens, cachedPromptTokens, 0, outputTokens, reasoningTokens, origin);
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
