package dev.fogline.router;

import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which backends have asked to be left alone, and for how long: `Retry-After`, kept for every
/// request and not only for the one that was told. Thread-safe.
final class Rests {

    /// Whatever a server asks, it is looked at again after this long; a wrong date in one header
    /// must not cost a backend for good.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Ticker ticker;
    private final Map<String, Long> untilNanos = new ConcurrentHashMap<>();

    Rests(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Remembers what a fault asks for, if it does; of two, the later end counts.
    void note(String backend, Fault fault) {
        fault.retryAfter()
                .filter(Duration::isPositive)
                .map(asked -> asked.compareTo(LONGEST) < 0 ? asked : LONGEST)
                .map(asked -> ticker.nanos() + asked.toNanos())
                .ifPresent(until -> untilNanos.merge(backend, until, (a, b) -> a - b >= 0 ? a : b));
    }

    /// A backend is gone for good.
    void forget(String backend) {
        untilNanos.remove(backend);
    }

    /// How much longer a backend is to be left alone; zero if it may be asked.
    Duration left(String backend) {
        Long until = untilNanos.get(backend);
        if (until == null) {
            return Duration.ZERO;
        }
        long leftNanos = until - ticker.nanos();
        if (leftNanos > 0) {
            return Duration.ofNanos(leftNanos);
        }
        untilNanos.remove(backend, until);
        return Duration.ZERO;
    }
}
