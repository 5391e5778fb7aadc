package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Does something until it succeeds, fails for good, or has failed too often in a row.
///
/// @param patience how often
/// @param pause between two tries
/// @param watch is told why it is tried again
record Retrying(Patience patience, Patience.Pause pause, PullWatch watch) {

    /// What may fail.
    @FunctionalInterface
    interface Step<T> {
        T run() throws InterruptedException;
    }

    /// @param progress grows while the step gets somewhere; failures before are forgotten then
    /// @throws CommandException if it failed for good
    <T> T run(Step<T> step, LongSupplier progress) throws InterruptedException {
        int failures = 0;
        long before = progress.getAsLong();
        while (true) {
            try {
                return step.run();
            } catch (TransientException failed) {
                long now = progress.getAsLong();
                failures = now > before ? 1 : failures + 1;
                before = now;
                pauseAfter(failed, failures);
            }
        }
    }

    private void pauseAfter(TransientException failed, int failures) throws InterruptedException {
        Duration wait = failed.askedWait().orElse(Patience.backoff(failures));
        if (failures >= patience.tries() || wait.compareTo(Patience.MAX_WAIT) > 0) {
            throw new CommandException(
                    failed.getMessage()
                            + (failures >= patience.tries()
                                    ? "; gave up after " + failures + " tries"
                                    : "; it asks for " + wait.toSeconds() + " s of patience"),
                    failed);
        }
        watch.note(failed.getMessage() + "; trying again in " + wait.toSeconds() + " s");
        pause.pause(wait);
    }
}
