package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.request.Sampling;

/// What to generate.
///
/// @param prompt tokens, not empty; not changed by anybody
/// @param maxTokens generated at most, ≥ 1
/// @param sampling how tokens are drawn, what ends the text, which probabilities are reported
/// @param seed used whatever `sampling.seed()` says
@SuppressWarnings("ArrayRecordComponent") // thousands of tokens, and nobody compares generations
public record Generation(int[] prompt, int maxTokens, Sampling sampling, long seed) {

    public Generation {
        if (prompt.length == 0 || maxTokens < 1) {
            throw new IllegalArgumentException(
                    "prompt of " + prompt.length + " tokens, maxTokens " + maxTokens);
        }
    }

    /// Prompt and answer together at most, in tokens.
    long tokens() {
        return (long) prompt.length + maxTokens;
    }
}
