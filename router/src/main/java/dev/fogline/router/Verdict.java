package dev.fogline.router;

/// What became of a grade that somebody gave an answer.
public enum Verdict {
    /// It is learnt from within a moment.
    TAKEN,
    /// No such answer is remembered: it was never given here, too long ago, or before a restart.
    UNKNOWN,
    /// There is no answer, or more than one model wrote it.
    NOTHING_TO_GRADE,
    /// The answer was graded before; the first grade holds.
    GRADED_BEFORE,
    /// The journal has no room; it may be tried again.
    BUSY
}
