package dev.fogline.backend.llamacpp.jinja;

/// What one render may still use up. A render that exceeds it ends with an exception: templates
/// come from downloaded files and may be made to never end, or to fill all memory.
///
/// The bounds are assumed: the longest published templates take some ten thousand steps for a
/// conversation of some turns, and a prompt of a million tokens has about four million characters.
final class Budget {

    /// Expressions and statements evaluated, and list items looked at.
    static final long STEPS = 5_000_000;

    /// Characters of all texts made on the way, output included.
    static final long CHARACTERS = 256L << 20;

    /// Expressions within expressions, macros within macros.
    static final int DEPTH = 400;

    private long steps = STEPS;
    private long characters = CHARACTERS;
    private int depth;

    void step() {
        steps(1);
    }

    void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw TemplateException.of("takes more than " + STEPS + " steps");
        }
    }

    /// To be called before a text of that length is made.
    void characters(long count) {
        characters -= count;
        if (characters < 0) {
            throw TemplateException.of("makes texts of more than " + CHARACTERS + " characters");
        }
    }

    void enter() {
        step();
        if (++depth > DEPTH) {
            throw TemplateException.of("nests more than " + DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
