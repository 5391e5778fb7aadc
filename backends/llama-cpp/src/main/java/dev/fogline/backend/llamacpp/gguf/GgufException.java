package dev.fogline.backend.llamacpp.gguf;

import java.nio.file.Path;
import java.util.Objects;

/// A file is no usable GGUF; the message is one line with the file and the exact reason.
public final class GgufException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GgufException(Path file, String reason) {
        super(file + ": " + Shown.of(reason));
    }

    GgufException(Path file, String reason, Throwable cause) {
        super(file + ": " + Shown.of(reason), cause);
    }

    /// One line, never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
