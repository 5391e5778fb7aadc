package dev.fogline.backend.llamacpp.grammar;

/// The beginning of a character of several bytes.
///
/// @param value of the bytes so far
/// @param missing bytes; 0 for no character begun
/// @param least that a character of so many bytes may be; below it, fewer would do
record Partial(int value, int missing, int least) {

    static final Partial NONE = new Partial(0, 0, 0);

    /// Not in UTF-8.
    static final Partial WRONG = new Partial(0, -1, 0);

    private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

    /// With another byte. A character that is complete misses 0 bytes.
    Partial with(int next) {
        if (missing > 0) {
            return (next & 0xc0) == 0x80
                    ? new Partial((value << 6) | (next & 0x3f), missing - 1, least)
                    : WRONG;
        }
        if (next < 0x80) {
            return new Partial(next, 0, 0);
        }
        int more = next >= 0xc2 && next < 0xe0 ? 1 : next >= 0xe0 && next < 0xf0 ? 2 : 3;
        return next < 0xc2 || next > 0xf4
                ? WRONG
                : new Partial(next & (0x3f >>> more), more, LEAST[more]);
    }

    /// Whether it is, or can become, a character out of a set.
    boolean canBe(CodePoints set) {
        if (missing < 0) {
            return false;
        }
        int open = 6 * missing;
        int first = Math.max(value << open, least);
        int last = Math.min((value << open) + (1 << open) - 1, CodePoints.MAX);
        return intersects(set, first, Math.min(last, Character.MIN_SURROGATE - 1))
                || intersects(set, Math.max(first, Character.MAX_SURROGATE + 1), last);
    }

    private static boolean intersects(CodePoints set, int first, int last) {
        return first <= last && set.intersects(first, last);
    }
}
