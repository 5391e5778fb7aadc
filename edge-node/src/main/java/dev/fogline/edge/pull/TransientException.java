package dev.fogline.edge.pull;

import java.time.Duration;
import java.util.Optional;

/// It failed now and may succeed later.
final class TransientException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Optional<Duration> wait;

    TransientException(String message, Optional<Duration> wait) {
        super(message);
        this.wait = wait;
    }

    TransientException(String message, Throwable cause) {
        super(message, cause);
        this.wait = Optional.empty();
    }

    /// What the server asks for.
    Optional<Duration> askedWait() {
        return wait;
    }
}
