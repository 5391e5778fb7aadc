package dev.fogline.router;

import java.time.Duration;

/// The bounds of the pipeline.
///
/// @param firstToken from the start of an attempt to its first content, positive; then the next
///   option is asked
/// @param stall between two pieces of content, positive
/// @param maxAttempts options tried for one request, ≥ 1
/// @param rememberedDecisions that can be asked for by id, ≥ 1
/// @param journalQueue entries that may wait for the journal's thread, ≥ 1; more are dropped and
///   counted
/// @param journalBytes size at which a journal file is set aside and a new one begun; one such file
///   is kept
public record Limits(
        Duration firstToken,
        Duration stall,
        int maxAttempts,
        int rememberedDecisions,
        int journalQueue,
        long journalBytes) {

    /// For a device of one user. A first token within 15 s also ends the wait for an upstream that
    /// sends headers and nothing else; stalls of half a minute were seen to be deaths.
    public static final Limits DEFAULT =
            new Limits(
                    Duration.ofSeconds(15), Duration.ofSeconds(30), 3, 10_000, 10_000, 64L << 20);

    public Limits {
        if (!firstToken.isPositive() || !stall.isPositive()) {
            throw new IllegalArgumentException(
                    "firstToken " + firstToken + " or stall " + stall + " is not positive");
        }
        if (maxAttempts < 1 || rememberedDecisions < 1 || journalQueue < 1 || journalBytes < 1) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }
}
