package dev.fogline.backend.llamacpp.jinja;

/// What Python takes for white space: more than Java does.
final class Whitespace {

    private Whitespace() {}

    static boolean is(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /// Without such characters, or the given ones, at the ends that are asked for.
    static String strip(String text, boolean front, boolean back, String characters) {
        int start = 0;
        int end = text.length();
        while (front && start < end && goes(text.charAt(start), characters)) {
            start++;
        }
        while (back && end > start && goes(text.charAt(end - 1), characters)) {
            end--;
        }
        return text.substring(start, end);
    }

    /// @param characters empty for white space
    private static boolean goes(char c, String characters) {
        return characters.isEmpty() ? is(c) : characters.indexOf(c) >= 0;
    }
}
