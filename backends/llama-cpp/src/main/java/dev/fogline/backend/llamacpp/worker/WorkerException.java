package dev.fogline.backend.llamacpp.worker;

import java.util.Objects;

/// A worker could not be started; the message is one line that says why.
public final class WorkerException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean refused;

    private WorkerException(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    /// The engine does not take the model, or not with these options.
    static WorkerException refused(String why) {
        return new WorkerException(why, true);
    }

    /// The process ended, or never came up.
    static WorkerException ended(String why) {
        return new WorkerException(why, false);
    }

    /// Whether another try would end in the same way.
    public boolean refused() {
        return refused;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
