package dev.fogline.cost;

import java.util.OptionalDouble;

/// What a device draws above idle while requests run, from samples of its whole draw.
///
/// ```
/// busyWatts = mean of intervals in which requests ran - mean of idle ones
/// ```
///
/// Valid where nothing else changes its load in step with the requests. Immutable.
public final class IdleAndBusy {

    /// Nothing was sampled.
    public static final IdleAndBusy UNKNOWN = new IdleAndBusy(Mean.assumed(0), Mean.assumed(0));

    /// Samples of each sort from which on a difference is told (assumed).
    private static final int ENOUGH = 10;

    private final Mean idle;
    private final Mean busy;

    private IdleAndBusy(Mean idle, Mean busy) {
        this.idle = idle;
        this.busy = busy;
    }

    /// @param watts drawn in an interval without requests, ≥ 0
    public IdleAndBusy idle(double watts) {
        return new IdleAndBusy(idle.learn(watts), busy);
    }

    /// @param watts drawn in an interval in which requests ran from beginning to end, ≥ 0
    public IdleAndBusy busy(double watts) {
        return new IdleAndBusy(idle, busy.learn(watts));
    }

    /// @return ≥ 0; empty before enough of both was sampled
    public OptionalDouble busyWatts() {
        return idle.seen() >= ENOUGH && busy.seen() >= ENOUGH
                ? OptionalDouble.of(Math.max(0, busy.value() - idle.value()))
                : OptionalDouble.empty();
    }
}
