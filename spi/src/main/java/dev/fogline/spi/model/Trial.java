package dev.fogline.spi.model;

import java.util.OptionalInt;

/// How a model is measured.
///
/// @param threads that compute; empty for as many as when it is served
/// @param promptTokens of each prompt, ≥ 1
/// @param generateTokens of each answer, ≥ 2
/// @param parallel answers at a time, ≥ 1
/// @param repeats ≥ 1; medians are taken over them
public record Trial(
        OptionalInt threads, int promptTokens, int generateTokens, int parallel, int repeats) {

    public Trial {
        if (promptTokens < 1 || generateTokens < 2 || parallel < 1 || repeats < 1) {
            throw new IllegalArgumentException(
                    "promptTokens "
                            + promptTokens
                            + ", generateTokens "
                            + generateTokens
                            + ", parallel "
                            + parallel
                            + ", repeats "
                            + repeats);
        }
    }
}
