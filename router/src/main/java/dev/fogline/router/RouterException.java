package dev.fogline.router;

/// The router cannot be opened as configured.
public final class RouterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message one line for the operator: what is wrong, and what to do
    public RouterException(String message) {
        super(message);
    }

    /// @param message one line for the operator: what is wrong, and what to do
    public RouterException(String message, Throwable cause) {
        super(message, cause);
    }
}
