package dev.fogline.backend.openai;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A server's reply: its head is there, its body is being read. Closing it before all that matters
/// was read closes the connection; after that it keeps it for the next request.
final class Reply implements AutoCloseable {

    /// Of a body that tells an error; the rest is not read.
    private static final int MOST_ERROR_BYTES = 65_536;

    private final ResponseHead head;
    private final Body body;
    private final Connection connection;
    private final Wire wire;
    private boolean done;

    Reply(ResponseHead head, Body body, Connection connection, Wire wire) {
        this.head = head;
        this.body = body;
        this.connection = connection;
        this.wire = wire;
    }

    int status() {
        return head.status();
    }

    boolean good() {
        return status() >= 200 && status() < 300;
    }

    /// Whether the body is one JSON value and no stream of events.
    boolean json() {
        return head.header("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).contains("json"))
                .orElse(false);
    }

    /// Why a router of the engine's own refused the request; empty if none did.
    Optional<String> droppedReason() {
        return head.header(EngineRouter.DROPPED);
    }

    /// @param now the wall clock
    Optional<Duration> retryAfter(Instant now) {
        return RetryAfter.of(
                head.header("retry-after-ms"),
                head.header("retry-after"),
                head.header("date"),
                now);
    }

    /// Waits until some of the body is there.
    ///
    /// @return how many bytes there are in [#buffer] from [#at] on, or -1 at the end of the body
    int ready() throws WireException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted between two pieces of the answer");
        }
        int there = Wire.guarded(body::ready);
        done |= there < 0;
        return there;
    }

    byte[] buffer() {
        return connection.buffer();
    }

    int at() {
        return connection.at();
    }

    /// So many of them were read.
    void taken(int length) {
        body.taken(length);
    }

    /// From now on the next bytes come within this time, or reading fails.
    void hurry(Duration longest) {
        connection.limit(longest);
    }

    /// All that matters was read; if any of the body comes yet, it is its end.
    void done() {
        done = true;
    }

    /// The whole body.
    byte[] all(int mostBytes) throws BackendException, WireException, InterruptedException {
        byte[] bytes = upTo(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw BackendException.of(
                    FaultKind.BROKEN_STREAM, "the server sent an answer beyond max-event-bytes");
        }
        return bytes;
    }

    /// The beginning of a body that tells an error; what can be had of it.
    byte[] head() throws InterruptedException {
        try {
            return upTo(MOST_ERROR_BYTES);
        } catch (WireException broken) {
            // The status has said what matters.
            return new byte[0];
        }
    }

    @Override
    public void close() {
        if (done && head.keepsAlive()) {
            wire.keep(connection, body);
        } else {
            wire.drop(connection);
        }
    }

    private byte[] upTo(int mostBytes) throws WireException, InterruptedException {
        byte[] bytes = new byte[Math.min(mostBytes, 8192)];
        int length = 0;
        for (int there = ready(); there >= 0 && length < mostBytes; there = ready()) {
            int more = Math.min(there, mostBytes - length);
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(mostBytes, 2L * (length + more)));
            }
            System.arraycopy(buffer(), at(), bytes, length, more);
            taken(more);
            length += more;
        }
        return Arrays.copyOf(bytes, length);
    }
}
