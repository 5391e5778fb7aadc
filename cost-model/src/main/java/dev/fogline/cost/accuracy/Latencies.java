package dev.fogline.cost.accuracy;

import dev.fogline.spi.answer.Timings;
import java.util.OptionalDouble;

/// The times of one request, measured or predicted for its actual token counts.
///
/// @param firstTokenMillis to the first content, ≥ 0
/// @param totalMillis to the end of the answer, ≥ 0
/// @param interTokenMillis from one token to the next, ≥ 0; empty for answers too short to tell
public record Latencies(
        double firstTokenMillis, double totalMillis, OptionalDouble interTokenMillis) {

    /// Tokens from which on an answer has a time per token, and moments at which they must have
    /// come: of fewer, it is the time of one or two reads of a socket, which hold several tokens
    /// where these come in fractions of a millisecond (assumed).
    public static final int LEAST_TOKENS = 8;

    public Latencies {
        if (!(firstTokenMillis >= 0
                && totalMillis >= 0
                && interTokenMillis.orElse(0) >= 0
                && Double.isFinite(firstTokenMillis + totalMillis))) {
            throw new IllegalArgumentException(
                    "not latencies: firstTokenMillis "
                            + firstTokenMillis
                            + ", totalMillis "
                            + totalMillis
                            + ", interTokenMillis "
                            + interTokenMillis);
        }
    }

    /// What a request of so many output tokens took.
    public static Latencies measured(Timings timings, int outputTokens) {
        double firstTokenMillis = timings.firstTokenMillis();
        double totalMillis = timings.totalMillis();
        boolean together = timings.arrivals() > 0 && timings.arrivals() < LEAST_TOKENS;
        return new Latencies(
                firstTokenMillis,
                totalMillis,
                together || outputTokens < LEAST_TOKENS
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((totalMillis - firstTokenMillis) / (outputTokens - 1)));
    }

    /// One of them, in milliseconds; empty where the request has none.
    public OptionalDouble of(Latency latency) {
        return switch (latency) {
            case TPOT -> interTokenMillis;
            case TTFT -> OptionalDouble.of(firstTokenMillis);
            case E2E -> OptionalDouble.of(totalMillis);
        };
    }
}
