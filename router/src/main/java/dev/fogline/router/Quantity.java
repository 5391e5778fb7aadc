package dev.fogline.router;

import dev.fogline.spi.Estimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an estimate says that a policy can be about: a physical quantity, its unit at the end of
/// its name.
public enum Quantity {
    /// Money, by the configured prices.
    USD,
    /// Median time to the first content.
    FIRST_TOKEN_MILLIS,
    /// The same, as 19 of 20 attempts keep it.
    FIRST_TOKEN_MILLIS_P95,
    /// Median time to the end of the answer.
    TOTAL_MILLIS,
    /// The same, as 19 of 20 attempts keep it.
    TOTAL_MILLIS_P95,
    /// Energy.
    JOULES,
    /// Probability that the answer is good enough, in [0, 1]; the only one of which more is better.
    QUALITY;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// As it is written in a policy file: kebab-case.
    public String word() {
        return word;
    }

    /// The one with this word, if there is one.
    public static Optional<Quantity> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /// All words, with commas between them.
    public static String words() {
        return Arrays.stream(values()).map(Quantity::word).collect(Collectors.joining(", "));
    }

    double in(Estimate estimate) {
        return switch (this) {
            case USD -> estimate.costUsd().median();
            case FIRST_TOKEN_MILLIS -> estimate.firstTokenMillis().median();
            case FIRST_TOKEN_MILLIS_P95 -> estimate.firstTokenMillis().p95();
            case TOTAL_MILLIS -> estimate.totalMillis().median();
            case TOTAL_MILLIS_P95 -> estimate.totalMillis().p95();
            case JOULES -> estimate.energyJoules().median();
            case QUALITY -> estimate.quality();
        };
    }

    boolean moreIsBetter() {
        return this == QUALITY;
    }

    /// With the digits that matter and the unit's word.
    String figure(double value) {
        return word() + " " + Figure.of(value);
    }
}
