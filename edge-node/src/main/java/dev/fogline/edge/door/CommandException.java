package dev.fogline.edge.door;

/// A command failed; the message is the one line its user is shown.
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong and what to do
    public CommandException(String message) {
        super(message);
    }

    /// @param message what is wrong and what to do
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
