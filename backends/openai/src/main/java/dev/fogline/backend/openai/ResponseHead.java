package dev.fogline.backend.openai;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Status line and headers of a reply (RFC 9112, sections 4 and 5).
///
/// @param text as it came, lines end with LF or CRLF
record ResponseHead(int status, String text) {

    /// Of all headers; servers allow themselves 8 to 64 KiB.
    private static final int MOST_BYTES = 65_536;

    /// Interim replies that may come before the reply.
    private static final int MOST_INTERIM = 8;

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /// Waits for it; passes over interim replies.
    ///
    /// @throws ProtocolException if it is no HTTP/1 reply
    static ResponseHead read(Connection connection) throws IOException {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            ResponseHead head = of(text(connection));
            if (head.status() >= 200) {
                return head;
            }
        }
        throw new ProtocolException("more than " + MOST_INTERIM + " interim replies");
    }

    static ResponseHead of(String text) throws ProtocolException {
        if (!text.startsWith("HTTP/1.") || text.length() < STATUS_AT + 3) {
            throw new ProtocolException("the server speaks no HTTP/1");
        }
        try {
            return new ResponseHead(Integer.parseInt(text, STATUS_AT, STATUS_AT + 3, 10), text);
        } catch (NumberFormatException noStatus) {
            throw new ProtocolException("the reply has no status");
        }
    }

    /// The value of the first header of that name.
    ///
    /// @param name in lower case
    Optional<String> header(String name) {
        int line = text.indexOf('\n') + 1;
        while (line > 0 && line < text.length()) {
            int end = text.indexOf('\n', line);
            int colon = line + name.length();
            if (colon < end
                    && text.charAt(colon) == ':'
                    && text.regionMatches(true, line, name, 0, name.length())) {
                return Optional.of(text.substring(colon + 1, end).strip());
            }
            line = end + 1;
        }
        return Optional.empty();
    }

    /// Whether the server lets the connection stand after this reply.
    boolean keepsAlive() {
        String said = header("connection").orElse("").toLowerCase(Locale.ROOT);
        return text.startsWith("HTTP/1.0") ? said.contains("keep-alive") : !said.contains("close");
    }

    private static String text(Connection connection) throws IOException {
        byte[] bytes = new byte[512];
        int length = 0;
        for (boolean lineEmpty = false; ; ) {
            byte next = connection.next();
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = next;
            if (next == '\n' && lineEmpty) {
                return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            }
            lineEmpty = next == '\n' || (next == '\r' && lineEmpty);
            if (length == MOST_BYTES) {
                throw new ProtocolException("more than " + MOST_BYTES + " bytes of headers");
            }
        }
    }
}
