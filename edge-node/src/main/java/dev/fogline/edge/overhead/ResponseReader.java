package dev.fogline.edge.overhead;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads one HTTP response after the other from one connection, and notes what tells a good answer
/// from a bad one: status, length, events, finish reason, `[DONE]`. Not thread-safe.
final class ResponseReader {

    private static final int MAX_HEAD_BYTES = 16_384;

    private enum Part {
        HEAD,
        PLAIN,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        LAST_LINE,
        COMPLETE
    }

    private final byte[] head = new byte[MAX_HEAD_BYTES];
    private final Mark events = new Mark("data: ");
    private final Mark finished = new Mark("\"finish_reason\":\"stop\"");
    private final Mark done = new Mark("[DONE]");
    private int headLength;
    private Part part = Part.HEAD;
    private long left;
    private long bodyBytes;
    private int status;
    private int lineLength;

    /// Before the next response.
    void reset() {
        headLength = 0;
        part = Part.HEAD;
        left = 0;
        bodyBytes = 0;
        status = 0;
        lineLength = 0;
        events.reset();
        finished.reset();
        done.reset();
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining() && part != Part.COMPLETE) {
            take(bytes.get());
        }
    }

    /// Whether the response is there to its end.
    boolean complete() {
        return part == Part.COMPLETE;
    }

    /// Whether any of its body is.
    boolean begun() {
        return bodyBytes > 0;
    }

    /// Events so far, the end and `[DONE]` among them.
    int events() {
        return events.count();
    }

    /// Whether it is a whole good JSON answer of some length.
    boolean goodWhole(int leastBytes) {
        return complete() && status == 200 && bodyBytes >= leastBytes && finished.count() == 1;
    }

    /// Whether it is a whole good stream of so many pieces.
    boolean goodStream(int pieces) {
        return complete()
                && status == 200
                && events.count() == pieces + 2
                && finished.count() == 1
                && done.count() == 1;
    }

    private void take(byte next) {
        switch (part) {
            case HEAD -> takeHead(next);
            case PLAIN -> takeBody(next, Part.COMPLETE);
            case CHUNK_SIZE -> takeSize(next);
            case CHUNK -> takeBody(next, Part.CHUNK_END);
            case CHUNK_END -> part = next == '\n' ? Part.CHUNK_SIZE : part;
            case LAST_LINE -> takeLastLine(next);
            case COMPLETE -> {}
        }
    }

    private void takeBody(byte next, Part then) {
        bodyBytes++;
        events.take(next);
        finished.take(next);
        done.take(next);
        if (--left == 0) {
            part = then;
        }
    }

    private void takeSize(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
        } else if (next == '\n') {
            part = left == 0 ? Part.LAST_LINE : Part.CHUNK;
        }
    }

    private void takeLastLine(byte next) {
        if (next == '\n') {
            part = lineLength == 0 ? Part.COMPLETE : part;
            lineLength = 0;
        } else if (next != '\r') {
            lineLength++;
        }
    }

    private void takeHead(byte next) {
        if (headLength == MAX_HEAD_BYTES) {
            throw new IllegalStateException("a head beyond " + MAX_HEAD_BYTES + " bytes");
        }
        head[headLength++] = next;
        if (next == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
            headEnded(
                    new String(head, 0, headLength, StandardCharsets.ISO_8859_1)
                            .toLowerCase(Locale.ROOT));
        }
    }

    private void headEnded(String text) {
        status = Integer.parseInt(text.substring(9, 12));
        if (text.contains("\ntransfer-encoding: chunked")) {
            part = Part.CHUNK_SIZE;
            return;
        }
        int at = text.indexOf("\ncontent-length:");
        left =
                at < 0
                        ? 0
                        : Long.parseLong(
                                text.substring(
                                                text.indexOf(':', at) + 1,
                                                text.indexOf('\r', at + 1))
                                        .strip());
        part = left == 0 ? Part.COMPLETE : Part.PLAIN;
    }
}
