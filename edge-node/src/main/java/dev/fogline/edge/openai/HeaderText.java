package dev.fogline.edge.openai;

/// Text that may stand in a header.
public final class HeaderText {

    /// Proxies bound all headers together to 8 KiB (nginx, `large_client_header_buffers`); this
    /// leaves room.
    private static final int MAX_CHARACTERS = 300;

    private HeaderText() {}

    /// Printable ASCII of bounded length; anything else becomes a question mark, a line break a
    /// blank.
    public static String safe(String text) {
        if (isSafe(text)) {
            return text.strip();
        }
        var safe = new StringBuilder();
        text.codePoints().limit(MAX_CHARACTERS).forEach(point -> safe.append(safe(point)));
        return safe.toString().strip();
    }

    private static boolean isSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return text.length() <= MAX_CHARACTERS;
    }

    private static char safe(int point) {
        if (point >= ' ' && point <= '~') {
            return (char) point;
        }
        return Character.isWhitespace(point) ? ' ' : '?';
    }
}
