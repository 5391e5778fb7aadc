package dev.fogline.backend.llamacpp.chat;

/// Where a JSON object or list ends, by its brackets alone.
final class JsonEnd {

    private JsonEnd() {}

    /// @param from where its first bracket stands
    /// @return behind the last one; negative if the text ends before
    static int of(String text, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
