package dev.fogline.spi.model;

/// How much a loaded model is to hold at once.
///
/// @param contextTokens of one conversation, prompt and answer together, ≥ 1
/// @param slots conversations, ≥ 1
public record Capacity(int contextTokens, int slots) {

    public Capacity {
        if (contextTokens < 1 || slots < 1) {
            throw new IllegalArgumentException(
                    "contextTokens " + contextTokens + " or slots " + slots + " below 1");
        }
    }
}
