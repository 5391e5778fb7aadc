package dev.fogline.spi.answer;

/// The one exception a backend may throw from a generation; it carries the classified fault.
public final class BackendException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    /// @param fault what went wrong, classified
    public BackendException(Fault fault) {
        super(fault.message());
        this.fault = fault;
    }

    /// @param fault what went wrong, classified
    /// @param cause the first cause, for logs
    public BackendException(Fault fault, Throwable cause) {
        super(fault.message(), cause);
        this.fault = fault;
    }

    /// Shorthand for a fault without advice on when to come back.
    public static BackendException of(FaultKind kind, String message) {
        return new BackendException(Fault.of(kind, message));
    }

    /// What went wrong.
    public Fault fault() {
        return fault;
    }
}
