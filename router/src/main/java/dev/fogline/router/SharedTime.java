package dev.fogline.router;

import java.time.Duration;

/// How much of the time that a backend was busy belongs to each of the requests it worked on at the
/// same time.
///
/// ```
/// part of a request = integral over its run of  dt / requests running at t
/// ```
///
/// The parts of all requests add up to the time in which any ran: a device that draws its power for
/// four at once is charged for once. The clock of processor sharing (Kleinrock, "Queueing Systems",
/// vol. 2, 1976, ch. 4). Safe for many threads.
final class SharedTime {

    private int running;
    private long lastNanos;

    /// Nanoseconds that a request would have been charged that has run since the beginning.
    private double charged;

    /// @return to be handed to [#end]
    synchronized double begin(long nowNanos) {
        advance(nowNanos);
        running++;
        return charged;
    }

    /// @param begun what [#begin] gave
    /// @return the part of the one that ends, at most the time it ran
    synchronized Duration end(double begun, long nowNanos) {
        advance(nowNanos);
        running--;
        return Duration.ofNanos(Math.round(charged - begun));
    }

    /// A clock that two threads read in one order and tell in the other does not go back.
    private void advance(long nowNanos) {
        long passed = running == 0 ? 0 : Math.max(0, nowNanos - lastNanos);
        charged += running == 0 ? 0 : (double) passed / running;
        lastNanos = running == 0 ? nowNanos : lastNanos + passed;
    }
}
