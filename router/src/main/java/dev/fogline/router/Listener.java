package dev.fogline.router;

import java.util.Comparator;

/// A request that gets its answer from a [Flight]. Guarded by the flight.
final class Listener {

    /// By how much of the answer they have read, the slowest first.
    static final Comparator<Listener> BY_PROGRESS = Comparator.comparingLong(one -> one.next);

    private final long deadlineNanos;
    private long next;
    private State state = State.LISTENING;

    /// @param deadlineNanos on the router's clock
    Listener(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /// The number of the piece that it reads next.
    long next() {
        return next;
    }

    void read() {
        next++;
    }

    State state() {
        return state;
    }

    void ends(State how) {
        state = how;
    }

    /// Whether it still wants pieces.
    enum State {
        LISTENING,
        /// Its client is gone, or its time is over.
        LEFT,
        /// It read so slowly that what it has not read is forgotten.
        CUT_OFF
    }
}
