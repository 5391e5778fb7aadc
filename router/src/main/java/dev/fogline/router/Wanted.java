package dev.fogline.router;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whether an answer is still wanted, and who must stop as soon as it is not. Thread-safe.
final class Wanted {

    private final Set<Runnable> stops = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /// Nobody wants it any more: the client left, or another answer was faster.
    void end() {
        over = true;
        stops.forEach(Runnable::run);
    }

    /// @param stop run when nobody wants the answer any more, at once if that is so; returns at
    ///   once and may be run more than once
    void otherwise(Runnable stop) {
        stops.add(stop);
        if (over) {
            stop.run();
        }
    }

    /// Whoever was to be stopped has ended.
    void forget(Runnable stop) {
        stops.remove(stop);
    }
}
