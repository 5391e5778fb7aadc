package dev.fogline.spi;

import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Optional;

/// Why a candidate was ruled out.
///
/// @param constraint the name of the constraint that objects
/// @param kind what the client is told if no candidate is left
/// @param reason one sentence with the figures in it
/// @param retryAfter when the objection will be gone, where that is known
public record Objection(
        String constraint, FaultKind kind, String reason, Optional<Duration> retryAfter) {

    /// An objection of which nobody knows when it will be gone.
    public Objection(String constraint, FaultKind kind, String reason) {
        this(constraint, kind, reason, Optional.empty());
    }
}
