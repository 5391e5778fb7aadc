package dev.fogline.backend.openai;

import java.time.Duration;
import java.util.Optional;

/// How long a server asks to be left alone.
final class RetryAfter {

    /// A day: whoever asks for more is as good as gone.
    private static final double MOST_MILLIS = 86_400_000;

    private RetryAfter() {}

    /// @param millis the header `retry-after-ms`, which is finer and wins
    /// @param seconds the header `retry-after`; a date is not understood, as it needs a wall clock
    ///   that agrees
    static Optional<Duration> of(Optional<String> millis, Optional<String> seconds) {
        return millis.flatMap(value -> scaled(value, 1))
                .or(() -> seconds.flatMap(value -> scaled(value, 1000)));
    }

    private static Optional<Duration> scaled(String value, int millisPerUnit) {
        try {
            double millis = Double.parseDouble(value.strip()) * millisPerUnit;
            return millis >= 0
                    ? Optional.of(Duration.ofMillis((long) Math.min(millis, MOST_MILLIS)))
                    : Optional.empty();
        } catch (NumberFormatException date) {
            return Optional.empty();
        }
    }
}
