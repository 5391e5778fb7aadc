package dev.fogline.spi;

/// A backend cannot start: a model file is missing or damaged, a library does not fit, memory is
/// short.
public final class BackendStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message one line for the operator: what is wrong and what to do
    public BackendStartException(String message) {
        super(message);
    }

    /// @param message one line for the operator: what is wrong and what to do
    public BackendStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
