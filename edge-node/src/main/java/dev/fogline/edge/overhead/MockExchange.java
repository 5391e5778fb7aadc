package dev.fogline.edge.overhead;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection to the mock upstream and the request on it. Of one thread; ordered by when the
/// next piece is due.
final class MockExchange implements Comparable<MockExchange> {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SocketChannel client;
    private String received = "";
    private int pieces;
    private int sent;
    private long apartNanos;
    private long dueNanos;

    MockExchange(SocketChannel client) {
        this.client = client;
    }

    /// When the next piece is due, by [System#nanoTime].
    long dueNanos() {
        return dueNanos;
    }

    /// @return whether a whole request is there
    boolean read(ByteBuffer buffer) throws IOException {
        if (client.read(buffer) < 0) {
            client.close();
            return false;
        }
        received += StandardCharsets.ISO_8859_1.decode(buffer.flip());
        int head = received.indexOf("\r\n\r\n");
        return head > 0 && received.length() >= head + 4 + contentLength(head);
    }

    /// Answers what can be answered at once.
    ///
    /// @return whether there is more to send when it is due
    boolean begin() throws IOException {
        String request = received;
        received = "";
        if (request.startsWith("GET ")) {
            client.write(MockAnswer.models());
            return false;
        }
        if (!request.contains("\"stream\":true")) {
            client.write(MockAnswer.whole());
            return false;
        }
        pieces = Math.max(1, number(request, "\"max_tokens\":"));
        apartNanos = number(request, "\"seed\":") * NANOS_PER_MILLI;
        sent = 0;
        dueNanos = System.nanoTime();
        return play();
    }

    /// Sends what is due.
    ///
    /// @return whether there is more to send
    boolean play() {
        try {
            do {
                client.write(MockAnswer.piece(sent == 0, sent == pieces - 1));
                sent++;
            } while (sent < pieces && apartNanos == 0);
            dueNanos += apartNanos;
            return sent < pieces;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public int compareTo(MockExchange other) {
        return Long.signum(dueNanos - other.dueNanos);
    }

    private int contentLength(int head) {
        String names = received.substring(0, head).toLowerCase(Locale.ROOT);
        return number(names, "\ncontent-length:");
    }

    /// The number after a word; 0 if there is none.
    private static int number(String text, String word) {
        int at = text.indexOf(word);
        if (at < 0) {
            return 0;
        }
        int start = at + word.length();
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == start ? 0 : Integer.parseInt(text, start, end, 10);
    }
}
