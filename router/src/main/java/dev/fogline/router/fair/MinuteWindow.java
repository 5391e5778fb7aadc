package dev.fogline.router.fair;

import java.time.Duration;

/// Tokens of one tenant in the last sixty seconds, kept by the second.
///
/// A second counts until it is a minute old, so the sum is never below that of the last 60 s and
/// never above that of the last 61.
///
/// **Called** by one thread at a time, with times that do not go back.
public final class MinuteWindow {

    private static final int SECONDS = 61;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long[] tokens = new long[SECONDS];
    private long newestSecond = Long.MIN_VALUE;

    /// Of a tenant that has used nothing.
    public MinuteWindow() {}

    /// @param amount below 0 to take back what was estimated too high; no second falls below 0
    public void add(long amount, long nowNanos) {
        turnTo(nowNanos);
        int at = at(newestSecond);
        tokens[at] = Math.max(0, tokens[at] + amount);
    }

    /// Tokens that count now, ≥ 0.
    public long sum(long nowNanos) {
        turnTo(nowNanos);
        long sum = 0;
        for (long second : tokens) {
            sum += second;
        }
        return sum;
    }

    /// How long until no more than so many count, if none are added; zero if that is so now.
    ///
    /// @param most ≥ 0
    public Duration untilAtMost(long most, long nowNanos) {
        long left = sum(nowNanos);
        for (long age = SECONDS - 1; age >= 0 && left > most; age--) {
            left -= tokens[at(newestSecond - age)];
            if (left <= most) {
                long goneNanos = (newestSecond - age + SECONDS) * NANOS_PER_SECOND;
                return Duration.ofNanos(goneNanos - nowNanos);
            }
        }
        return Duration.ZERO;
    }

    private void turnTo(long nowNanos) {
        long second = Math.floorDiv(nowNanos, NANOS_PER_SECOND);
        if (newestSecond == Long.MIN_VALUE) {
            newestSecond = second;
        }
        long passed = Math.min(SECONDS, Math.max(0, second - newestSecond));
        for (long age = 0; age < passed; age++) {
            tokens[at(second - age)] = 0;
        }
        newestSecond = Math.max(newestSecond, second);
    }

    private static int at(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
