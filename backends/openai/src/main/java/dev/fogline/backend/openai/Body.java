package dev.fogline.backend.openai;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Locale;

/// The body of one reply: what of the connection's bytes belongs to it (RFC 9112, section 6.3). Of
/// one thread at a time.
final class Body {

    /// A chunk's size and extensions, or one trailer.
    private static final int MOST_LINE_BYTES = 8192;

    private static final int MOST_TRAILERS = 100;
    private static final int MOST_SIZE_DIGITS = 8;
    private static final long UNKNOWN = -1;

    private final Connection connection;
    private final boolean chunked;

    /// Of the body or the chunk; [#UNKNOWN] where it ends with the connection.
    private long left;

    private boolean afterChunk;
    private boolean ended;

    private Body(Connection connection, boolean chunked, long left, boolean ended) {
        this.connection = connection;
        this.chunked = chunked;
        this.left = left;
        this.ended = ended;
    }

    static Body of(Connection connection, ResponseHead head) throws ProtocolException {
        boolean chunked =
                head.header("transfer-encoding")
                        .map(coding -> coding.toLowerCase(Locale.ROOT).endsWith("chunked"))
                        .orElse(false);
        if (head.status() == 204 || head.status() == 304) {
            return new Body(connection, false, 0, true);
        }
        if (chunked) {
            return new Body(connection, true, 0, false);
        }
        var length = head.header("content-length");
        long bytes = length.isPresent() ? length(length.get()) : UNKNOWN;
        return new Body(connection, false, bytes, bytes == 0);
    }

    /// How many bytes can be taken out of the connection's buffer; waits until there is one.
    ///
    /// @return 1 or more, or -1 at the end of the body
    /// @throws IOException if the connection ended first
    int ready() throws IOException {
        if (!ended && chunked && left == 0) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int there = connection.await();
        if (there < 0 && left != UNKNOWN) {
            throw new EOFException("the connection ended before the body");
        }
        ended = there < 0;
        return left == UNKNOWN ? there : (int) Math.min(left, there);
    }

    /// After [#ready]: so many of them are taken.
    void taken(int length) {
        connection.taken(length);
        if (left != UNKNOWN) {
            left -= length;
            afterChunk = chunked;
            ended = !chunked && left == 0;
        }
    }

    /// Whether these bytes are the rest of the body and nothing else. Trailers are not looked for:
    /// hardly a server sends any.
    boolean endsIn(byte[] bytes, int from, int to) {
        if (!chunked) {
            return ended && left == 0 && from == to;
        }
        if (ended) {
            return from == to;
        }
        int at = from;
        long inChunk = left;
        boolean lineEnd = afterChunk;
        while (at + inChunk <= to) {
            at += (int) inChunk;
            if (lineEnd) {
                at = afterLine(bytes, at, to);
            }
            int size = size(bytes, at, to);
            at = afterLine(bytes, at, to);
            if (size == 0) {
                return to - at == 2 && bytes[at] == '\r' && bytes[at + 1] == '\n';
            }
            if (size < 0 || at == to) {
                return false;
            }
            inChunk = size;
            lineEnd = true;
        }
        return false;
    }

    private void beginChunk() throws IOException {
        if (afterChunk) {
            line();
        }
        String line = line();
        int extension = line.indexOf(';');
        String size = (extension < 0 ? line : line.substring(0, extension)).strip();
        left = chunkSize(size);
        if (left == 0) {
            for (int i = 0; !line().isEmpty(); i++) {
                if (i == MOST_TRAILERS) {
                    throw new ProtocolException("more than " + MOST_TRAILERS + " trailers");
                }
            }
            ended = true;
        }
    }

    private static long chunkSize(String hex) throws ProtocolException {
        try {
            if (hex.length() <= MOST_SIZE_DIGITS && !hex.startsWith("+") && !hex.startsWith("-")) {
                return Long.parseLong(hex, 16);
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new ProtocolException("a chunk without a size");
    }

    /// Without its end.
    private String line() throws IOException {
        var line = new StringBuilder(8);
        for (byte next = connection.next(); next != '\n'; next = connection.next()) {
            if (line.length() == MOST_LINE_BYTES) {
                throw new ProtocolException("a line beyond " + MOST_LINE_BYTES + " bytes");
            }
            if (next != '\r') {
                line.append((char) (next & 0xff));
            }
        }
        return line.toString();
    }

    /// -1 if there is none.
    private static int size(byte[] bytes, int from, int to) {
        int size = -1;
        for (int i = from; i < to && i < from + MOST_SIZE_DIGITS - 1; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                break;
            }
            size = Math.max(0, size) * 16 + digit;
        }
        return size;
    }

    private static int afterLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return Math.min(to, at + 1);
    }

    private static long length(String text) throws ProtocolException {
        try {
            long length = Long.parseLong(text);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new ProtocolException("a content-length that is none");
    }
}
