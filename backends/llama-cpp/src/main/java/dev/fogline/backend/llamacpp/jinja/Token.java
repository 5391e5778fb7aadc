package dev.fogline.backend.llamacpp.jinja;

/// A piece of a template.
///
/// @param text of a name, operator or number as written; of a literal and of plain text what it
///   stands for
/// @param line from 1
record Token(Kind kind, String text, int line) {

    enum Kind {
        /// Written as it is.
        PLAIN,
        /// `{%`
        BLOCK_BEGIN,
        /// `%}`
        BLOCK_END,
        /// `{{`
        PRINT_BEGIN,
        /// `}}`
        PRINT_END,
        NAME,
        LITERAL,
        WHOLE,
        REAL,
        OPERATOR,
        /// Of the template.
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }
}
