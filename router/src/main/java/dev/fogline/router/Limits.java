package dev.fogline.router;

import java.time.Duration;

/// The bounds of the pipeline.
///
/// @param firstToken from the start of an attempt to its first content, positive; then the next
///   option is asked
/// @param stall between two pieces of content, positive
/// @param maxAttempts for one request, repetitions included, ≥ 1
/// @param rememberedDecisions that can be asked for by id, ≥ 1
/// @param journalQueue entries that may wait for the journal's thread, ≥ 1; more are dropped and
///   counted
/// @param journalBytes size at which a journal file is set aside and a new one begun; one such file
///   is kept
/// @param repetition of attempts at one backend
public record Limits(
        Duration firstToken,
        Duration stall,
        int maxAttempts,
        int rememberedDecisions,
        int journalQueue,
        long journalBytes,
        Repetition repetition) {

    /// For a device of one user. A first token within 10 s leaves a third of the 15 s in which an
    /// upstream that sends headers and nothing else must be replaced (Failover Bench v0.1, S07) to
    /// whoever replaces it; stalls of half a minute were seen to be deaths.
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 4, 1_000, 10_000, 64L << 20);

    /// With the usual bounds of repetition.
    public Limits(
            Duration firstToken,
            Duration stall,
            int maxAttempts,
            int rememberedDecisions,
            int journalQueue,
            long journalBytes) {
        this(
                firstToken,
                stall,
                maxAttempts,
                rememberedDecisions,
                journalQueue,
                journalBytes,
                Repetition.DEFAULT);
    }

    public Limits {
        if (!firstToken.isPositive() || !stall.isPositive()) {
            throw new IllegalArgumentException(
                    "firstToken " + firstToken + " or stall " + stall + " is not positive");
        }
        if (maxAttempts < 1 || rememberedDecisions < 1 || journalQueue < 1 || journalBytes < 1) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }

    /// The bounds of asking one backend again.
    ///
    /// @param longestWait before an attempt, positive; where a backend asks to be left alone for
    ///   longer and nobody else is there, the client is told to come back
    /// @param share repetitions at a backend per request to it, in [0, 1]; a floor of one per
    ///   second comes on top
    public record Repetition(Duration longestWait, double share) {

        /// A wait that a person takes for thinking, and Finagle's share.
        public static final Repetition DEFAULT = new Repetition(Duration.ofSeconds(5), 0.2);

        public Repetition {
            if (!longestWait.isPositive() || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "longestWait "
                                + longestWait
                                + " is not positive or share "
                                + share
                                + " not in [0, 1]");
            }
        }
    }
}
