package dev.fogline.backend.llamacpp.natives;

import java.util.Objects;

/// A library that is missing or does not fit, or a native call that failed; one line, with
/// llama.cpp's own words where it had any.
public final class LlamaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LlamaException(String message) {
        super(message);
    }

    public LlamaException(String message, Throwable cause) {
        super(message, cause);
    }

    /// One line, never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// What a method handle threw, as something that may be thrown on.
    public static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException runtime -> runtime;
            default -> new LlamaException("native call failed: " + thrown, thrown);
        };
    }
}
