package dev.fogline.backend.openai;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A server's reply: its head is there, its body is being read. Closing it before the end closes
/// the connection.
final class Reply implements AutoCloseable {

    /// Of a body that tells an error; the rest is not read.
    private static final int MOST_ERROR_BYTES = 65_536;

    private static final HeaderName RETRY_AFTER_MS = HeaderNames.create("retry-after-ms");

    private final HttpClientResponse response;
    private final InputStream body;
    private final Sockets sockets;

    Reply(HttpClientResponse response, Sockets sockets) throws WireException, InterruptedException {
        this.response = response;
        this.sockets = sockets;
        this.body =
                response.status().code() == 204
                        ? InputStream.nullInputStream()
                        : Wire.guarded(response::inputStream);
    }

    int status() {
        return response.status().code();
    }

    boolean good() {
        return status() >= 200 && status() < 300;
    }

    /// Whether the body is one JSON value and no stream of events.
    boolean json() {
        return header(HeaderNames.CONTENT_TYPE)
                .map(type -> type.toLowerCase(Locale.ROOT).contains("json"))
                .orElse(false);
    }

    /// @param now the wall clock
    Optional<Duration> retryAfter(Instant now) {
        return RetryAfter.of(
                header(RETRY_AFTER_MS),
                header(HeaderNames.RETRY_AFTER),
                header(HeaderNames.DATE),
                now);
    }

    /// Reads what is there; blocks until something is.
    ///
    /// @return how many bytes, or -1 at the end of the body
    int read(byte[] buffer) throws WireException, InterruptedException {
        return read(buffer, 0);
    }

    /// From now on the next bytes come within this time, or reading fails.
    void hurry(Duration longest) {
        sockets.hurry(longest);
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
        try {
            response.close();
        } catch (RuntimeException alreadyClosed) {
            // An interrupt or the server was faster.
        }
    }

    private byte[] upTo(int mostBytes) throws WireException, InterruptedException {
        byte[] bytes = new byte[Math.min(mostBytes, 8192)];
        int length = 0;
        while (length < mostBytes) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(mostBytes, 2L * length));
            }
            int more = read(bytes, length);
            if (more < 0) {
                break;
            }
            length += more;
        }
        return Arrays.copyOf(bytes, length);
    }

    private int read(byte[] buffer, int offset) throws WireException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted between two pieces of the answer");
        }
        return Wire.guarded(
                () -> {
                    try {
                        return body.read(buffer, offset, buffer.length - offset);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
    }

    private Optional<String> header(HeaderName name) {
        return response.headers().first(name);
    }
}
