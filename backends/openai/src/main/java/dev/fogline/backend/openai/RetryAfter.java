package dev.fogline.backend.openai;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long a server asks to be left alone.
final class RetryAfter {

    /// A day: whoever asks for more is as good as gone.
    private static final Duration MOST = Duration.ofDays(1);

    private RetryAfter() {}

    /// `retry-after` holds seconds or, as RFC 9110, section 10.2.3, allows, a date. A date that has
    /// passed asks for no wait.
    ///
    /// @param millis the header `retry-after-ms`, which is finer and wins
    /// @param after the header `retry-after`
    /// @param date the header `date`: the server's own clock, from which its dates are counted
    /// @param now our wall clock, for a server that does not tell its own
    /// @return from nothing to a day; empty if no header says anything that is understood
    static Optional<Duration> of(
            Optional<String> millis, Optional<String> after, Optional<String> date, Instant now) {
        return millis.flatMap(value -> scaled(value, 1))
                .or(() -> after.flatMap(value -> scaled(value, 1000)))
                .or(
                        () ->
                                after.flatMap(RetryAfter::instant)
                                        .map(until -> wait(serverNow(date, now), until)));
    }

    private static Optional<Duration> scaled(String value, int millisPerUnit) {
        try {
            double millis = Double.parseDouble(value.strip()) * millisPerUnit;
            return millis >= 0
                    ? Optional.of(bounded(Duration.ofMillis((long) millis)))
                    : Optional.empty();
        } catch (NumberFormatException date) {
            return Optional.empty();
        }
    }

    private static Instant serverNow(Optional<String> date, Instant now) {
        return date.flatMap(RetryAfter::instant).orElse(now);
    }

    private static Duration wait(Instant from, Instant until) {
        return until.isBefore(from) ? Duration.ZERO : bounded(Duration.between(from, until));
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    /// The form that may be sent today; the two obsolete ones were not seen from any provider.
    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
