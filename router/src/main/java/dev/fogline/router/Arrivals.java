package dev.fogline.router;

import java.util.OptionalLong;

/// When the content of an answer came. Of one thread.
///
/// A piece that lay ready when the one before had been passed on came together with it: a network
/// joins pieces, a busy processor lets them pile up, a slow client keeps them waiting, and none of
/// that is the model's speed.
final class Arrivals {

    /// Whoever has to wait for a piece waits longer than this, as a thread must be woken for it;
    /// what a backend does with a piece that is there takes some microseconds (assumed).
    private static final long TOGETHER_NANOS = 100_000;

    private OptionalLong first = OptionalLong.empty();
    private long passedOnNanos;
    private int moments;

    /// A piece with content has come.
    void comes(long nowNanos) {
        if (first.isEmpty()) {
            first = OptionalLong.of(nowNanos);
            moments = 1;
        } else if (nowNanos - passedOnNanos >= TOGETHER_NANOS) {
            moments++;
        }
    }

    /// A piece was passed on, so the next one is waited for.
    void passedOn(long nowNanos) {
        passedOnNanos = nowNanos;
    }

    /// When the first came.
    OptionalLong firstNanos() {
        return first;
    }

    /// At how many moments they came, ≥ 0.
    int moments() {
        return moments;
    }
}
