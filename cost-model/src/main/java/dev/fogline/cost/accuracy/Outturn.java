package dev.fogline.cost.accuracy;

import dev.fogline.spi.request.Spread;
import java.util.OptionalDouble;

/// What was predicted for a request beside what it took.
///
/// @param candidate that answered
/// @param predicted for its actual token counts, before anything was learnt from it
/// @param measured what it took
/// @param total what was predicted without the counts, milliseconds to the end of the answer
public record Outturn(String candidate, Latencies predicted, Latencies measured, Spread total) {

    /// `|predicted - measured| / measured`, a fraction; empty where the request has no such time,
    /// or took none that a clock could see.
    public OptionalDouble error(Latency latency) {
        OptionalDouble real = measured.of(latency);
        OptionalDouble expected = predicted.of(latency);
        return real.isPresent() && expected.isPresent() && real.getAsDouble() > 0
                ? OptionalDouble.of(
                        Math.abs(expected.getAsDouble() - real.getAsDouble()) / real.getAsDouble())
                : OptionalDouble.empty();
    }
}
