package dev.fogline.router.privacy;

/// Letters and digits read across single separators, as people write long numbers.
///
/// @param characters ASCII digits and upper-case letters
/// @param end after the last of them in the text
record Compact(String characters, int end) {

    /// Reads up to a number of characters; fewer where something else stands in the way.
    static Compact read(String text, int start, int most) {
        var read = new StringBuilder();
        int end = start;
        for (int i = start; i < text.length() && read.length() < most; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && Around.isWord(c)) {
                read.append(Character.toUpperCase(c));
                end = i + 1;
            } else if (!Around.isSeparator(c) || i > end) {
                break;
            }
        }
        return new Compact(read.toString(), end);
    }

    /// Whether the number is whole: so long, and no letter or digit goes on.
    boolean isWhole(String text, int length) {
        return characters.length() == length && !Around.isWord(text, end);
    }
}
