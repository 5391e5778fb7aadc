package dev.fogline.router;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long to wait before one backend is asked once more. Answers: *when is a repetition neither
/// useless nor a burden?*
///
/// `wait = interval(tries) * (0.5 + random)`, so between half and one and a half intervals: clients
/// that failed together do not come back together. Half is the randomisation factor of resilience4j
/// and of Google's HTTP client; resilience4j's own jitter draws from a hidden source.
final class Backoff {

    /// A connection cut or a process replaced behind a balancer is over at once. Assumed; a tenth
    /// of the interval below.
    private static final Duration MOMENTARY = Duration.ofMillis(50);

    /// At least 250, 500, 1,000 and 2,000 ms apart: never more than four tries within three
    /// seconds.
    private static final IntervalFunction OVERLOAD =
            IntervalFunction.ofExponentialBackoff(
                    Duration.ofMillis(500), 2, Duration.ofSeconds(30));

    private final DoubleSupplier random;

    /// @param random in [0, 1), thread-safe
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /// After a fault that looks as if it were over already.
    Duration momentary() {
        return spread(MOMENTARY.toMillis());
    }

    /// After a backend said that it has too much to do.
    ///
    /// @param tries of that backend so far, ≥ 1
    Duration overload(int tries) {
        return spread(OVERLOAD.apply(tries));
    }

    private Duration spread(long intervalMillis) {
        return Duration.ofNanos((long) (intervalMillis * 1e6 * (0.5 + random.getAsDouble())));
    }
}
