package dev.fogline.router;

import java.time.Duration;

/// How the router waits between two attempts; whoever must wait is given one, so that tests do not.
@FunctionalInterface
interface Sleeper {

    /// Returns after a duration, ≥ 0.
    ///
    /// @throws InterruptedException if the calling thread was interrupted meanwhile or before
    void sleep(Duration duration) throws InterruptedException;

    /// Waits for real.
    static Sleeper system() {
        return Thread::sleep;
    }
}
