package dev.fogline.spi.model;

import java.util.Objects;

/// A file is no usable model; the message is one line with the file and the exact reason.
public final class ModelFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message one line: the file, and what is wrong with it
    public ModelFileException(String message) {
        super(message);
    }

    /// @param message one line: the file, and what is wrong with it
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /// One line, never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
