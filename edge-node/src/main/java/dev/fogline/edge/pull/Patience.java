package dev.fogline.edge.pull;

import java.time.Duration;

/// How long a server is waited for, and how often it is asked again.
///
/// @param connect until a connection is there
/// @param answer until an answer begins
/// @param stall between two pieces of it
/// @param tries in a row without a single byte of progress, ≥ 1; the last failure is the end
public record Patience(Duration connect, Duration answer, Duration stall, int tries) {

    /// For people: half a minute of tries, a minute of silence.
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(60), 6);

    /// A server that asks for more waiting than this is not waited for.
    static final Duration MAX_WAIT = Duration.ofMinutes(2);

    /// `2^(failures − 1)` seconds, 16 at most.
    ///
    /// @param failures in a row, ≥ 1
    static Duration backoff(int failures) {
        return Duration.ofSeconds(1L << Math.min(failures - 1, 4));
    }

    /// Waits: a thread's sleep, or what a test does instead.
    @FunctionalInterface
    public interface Pause {

        /// @throws InterruptedException if the calling thread is interrupted
        void pause(Duration time) throws InterruptedException;
    }
}
