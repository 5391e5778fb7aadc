package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.request.Sampling;
import java.util.Optional;
import java.util.Set;

/// What to generate.
///
/// @param prompt where it begins
/// @param maxTokens generated at most, ≥ 1; the end of the context is a bound too
/// @param sampling how tokens are drawn, what ends the text, which probabilities are reported
/// @param seed used whatever `sampling.seed()` says
/// @param grammar that the answer must follow; empty for none
/// @param traits what is unusual about it
public record Generation(
        Prompt prompt,
        int maxTokens,
        Sampling sampling,
        long seed,
        Optional<Grammar> grammar,
        Set<Trait> traits) {

    public Generation {
        traits = Set.copyOf(traits);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens " + maxTokens + " is below 1");
        }
    }

    /// Something unusual about a generation.
    public enum Trait {
        /// It goes on after the model has said that it is done, as measurements want it.
        ENDLESS,
        /// Special tokens are part of its text, for whoever looks for tool calls in it.
        SPECIAL_TEXTS
    }

    /// A free answer.
    public static Generation of(Prompt prompt, int maxTokens, Sampling sampling, long seed) {
        return new Generation(prompt, maxTokens, sampling, seed, Optional.empty(), Set.of());
    }
}
