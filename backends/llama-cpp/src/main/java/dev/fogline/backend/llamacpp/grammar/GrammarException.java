package dev.fogline.backend.llamacpp.grammar;

import java.util.Objects;

/// A grammar that cannot be read or followed; one line that says where and why.
public final class GrammarException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GrammarException(String message) {
        super(message);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
