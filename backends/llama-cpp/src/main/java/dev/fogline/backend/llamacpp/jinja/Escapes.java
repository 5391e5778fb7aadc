package dev.fogline.backend.llamacpp.jinja;

/// The escape sequences of Python's texts.
final class Escapes {

    private Escapes() {}

    /// Appends the character that stands, escaped or not, at a place of a literal; one that is no
    /// escape keeps its backslash.
    ///
    /// @return where the next one stands
    static int append(String source, int at, StringBuilder text) {
        char c = source.charAt(at);
        if (c != '\\' || at + 1 >= source.length()) {
            text.append(c);
            return at + 1;
        }
        char escaped = source.charAt(at + 1);
        int digits = "xuU".indexOf(escaped) < 0 ? 0 : escaped == 'x' ? 2 : escaped == 'u' ? 4 : 8;
        if (digits > 0) {
            return hexadecimal(source, at, digits, text);
        }
        switch (escaped) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case '0' -> text.append('\0');
            case '\\', '\'', '"' -> text.append(escaped);
            case '\n' -> {}
            default -> text.append('\\').append(escaped);
        }
        return at + 2;
    }

    private static int hexadecimal(String source, int at, int digits, StringBuilder text) {
        int end = at + 2 + digits;
        try {
            text.appendCodePoint(Integer.parseInt(source.substring(at + 2, end), 16));
            return end;
        } catch (IllegalArgumentException | IndexOutOfBoundsException notHexadecimal) {
            throw TemplateException.of("a text has a damaged \\" + source.charAt(at + 1));
        }
    }
}
