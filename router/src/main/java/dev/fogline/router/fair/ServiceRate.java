package dev.fogline.router.fair;

import java.util.OptionalDouble;

/// How much service all slots together give in a second, measured while all are taken: an idle slot
/// says nothing of what it could do.
///
/// ```
/// rate = service while full / seconds full, both forgotten by half in 30 s of being full
/// ```
///
/// **Called** by one thread at a time, with times that do not go back.
public final class ServiceRate {

    /// Assumed: some tens of answers, and short enough to follow an engine that becomes slower.
    private static final double HALF_LIFE_SECONDS = 30;

    /// Less than that is chance; assumed.
    private static final double LEAST_SECONDS = 1;

    private static final double NANOS_PER_SECOND = 1e9;

    private double service;
    private double seconds;
    private boolean full;
    private long sinceNanos;

    /// Of slots that are free, and of which nothing is known.
    public ServiceRate() {}

    /// Service was given.
    public void served(double amount, long nowNanos) {
        pass(nowNanos);
        if (full) {
            service += amount;
        }
    }

    /// Whether all slots are taken from now on.
    public void full(boolean now, long nowNanos) {
        pass(nowNanos);
        full = now;
    }

    /// @return service in a second; empty while the slots were full for less than a second in all
    public OptionalDouble perSecond(long nowNanos) {
        pass(nowNanos);
        return seconds >= LEAST_SECONDS && service > 0
                ? OptionalDouble.of(service / seconds)
                : OptionalDouble.empty();
    }

    private void pass(long nowNanos) {
        if (full) {
            double passed = Math.max(0, nowNanos - sinceNanos) / NANOS_PER_SECOND;
            double kept = Math.pow(0.5, passed / HALF_LIFE_SECONDS);
            service *= kept;
            seconds = seconds * kept + passed;
        }
        sinceNanos = nowNanos;
    }
}
