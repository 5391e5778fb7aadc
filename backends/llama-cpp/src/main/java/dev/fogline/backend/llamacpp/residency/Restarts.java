package dev.fogline.backend.llamacpp.residency;

import java.time.Duration;

/// How often a worker ended lately, and how long to wait before it is started again. Pure.
///
/// The waits double: 0.5 s, 1 s, … 16 s. After [#LIMIT] ends in a row it is left alone for [#REST]:
/// what ends it will not go away by itself, and a model that loads again and again keeps the
/// machine from all other work.
///
/// @param inRow ends of a worker that had not lived for [#HEALTHY] before
record Restarts(int inRow) {

    static final int LIMIT = 6;
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration REST = Duration.ofMinutes(10);
    static final Duration HEALTHY = Duration.ofMinutes(1);
    static final Restarts NONE = new Restarts(0);

    /// @param lived how long it was loaded; zero if it never was
    Restarts after(Duration lived) {
        return new Restarts(lived.compareTo(HEALTHY) >= 0 ? 1 : inRow + 1);
    }

    /// Before it is started again.
    Duration pause() {
        return givenUp() ? REST : FIRST.multipliedBy(1L << Math.max(0, inRow - 1));
    }

    /// Whether the limit is reached.
    boolean givenUp() {
        return inRow > LIMIT;
    }
}
