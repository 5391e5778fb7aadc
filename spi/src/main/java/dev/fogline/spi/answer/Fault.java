package dev.fogline.spi.answer;

import java.time.Duration;
import java.util.Optional;

/// Why an attempt failed, classified by the one who knows: the backend. The core never parses
/// messages.
///
/// @param kind what follows from it, see [FaultKind]
/// @param message one sentence for the client; no prompt text, no key
/// @param retryAfter how long the backend asks to be left alone; empty if it does not say
public record Fault(FaultKind kind, String message, Optional<Duration> retryAfter) {

    public Fault {
        if (message.isBlank()) {
            throw new IllegalArgumentException("a fault needs a message");
        }
    }

    /// A fault without advice on when to come back.
    public static Fault of(FaultKind kind, String message) {
        return new Fault(kind, message, Optional.empty());
    }
}
