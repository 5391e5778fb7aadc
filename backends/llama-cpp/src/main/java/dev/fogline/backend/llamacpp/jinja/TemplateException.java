package dev.fogline.backend.llamacpp.jinja;

import java.util.Objects;

/// A template cannot be parsed or rendered; the message is one line and names the template's line.
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean raised;

    private TemplateException(String message, boolean raised) {
        super(message);
        this.raised = raised;
    }

    static TemplateException at(int line, String problem) {
        return new TemplateException("line " + line + ": " + problem, false);
    }

    /// Without a line yet; see [#located].
    static TemplateException of(String problem) {
        return new TemplateException(problem, false);
    }

    /// What the template itself objects to, in its own words.
    static TemplateException raised(String message) {
        return new TemplateException(message, true);
    }

    /// Whether the template called `raise_exception`: the input is at fault, not the template. The
    /// message is then the template's own.
    public boolean raised() {
        return raised;
    }

    /// One line, never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// The same with the line, unless it has one or is the template's own message.
    TemplateException located(int line) {
        if (raised || getMessage().startsWith("line ")) {
            return this;
        }
        var located = at(line, getMessage());
        located.addSuppressed(this);
        return located;
    }
}
