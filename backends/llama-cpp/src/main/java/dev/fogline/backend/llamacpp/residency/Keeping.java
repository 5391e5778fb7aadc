package dev.fogline.backend.llamacpp.residency;

import dev.fogline.backend.llamacpp.worker.Watchdog;
import java.time.Duration;

/// How models are kept.
///
/// @param budgetBytes for all in memory together, > 0
/// @param idleUnload after so long without a request a model is taken out of memory; zero for never
/// @param watchdog what counts as hanging
public record Keeping(long budgetBytes, Duration idleUnload, Watchdog watchdog) {

    boolean tooLong(long idleNanos) {
        return !idleUnload.isZero() && idleNanos > idleUnload.toNanos();
    }
}
