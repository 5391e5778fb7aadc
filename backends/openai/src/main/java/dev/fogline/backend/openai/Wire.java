package dev.fogline.backend.openai;

import dev.fogline.spi.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The HTTP/1.1 client: one request, one reply, no redirects, TLS verified.
///
/// The only class that makes requests, and so the only one that writes the key.
final class Wire implements AutoCloseable {

    private static final byte[] END_OF_HEAD = {'\r', '\n'};

    private final OpenAiSettings settings;
    private final Ticker ticker;
    private final Connections connections;

    Wire(OpenAiSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.connections =
                new Connections(
                        settings.endpoint().models(),
                        settings.connectTimeout(),
                        settings.idleConnections(),
                        new Credentials(settings.credentials()),
                        ticker);
    }

    /// What is equal in all requests to one address.
    static final class Target {
        private final byte[] head;

        private Target(String head) {
            this.head = head.getBytes(StandardCharsets.US_ASCII);
        }

        private byte[] with(byte[]... parts) {
            int length = head.length;
            for (byte[] part : parts) {
                length += part.length;
            }
            byte[] request = Arrays.copyOf(head, length);
            int at = head.length;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, request, at, part.length);
                at += part.length;
            }
            return request;
        }
    }

    Target target(String method, URI uri) {
        var head = new StringBuilder();
        head.append(method).append(' ').append(uri.getRawPath()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getRawAuthority()).append("\r\n");
        head.append("Accept: text/event-stream, application/json\r\n");
        head.append("User-Agent: fogline\r\n");
        if (!settings.apiKey().isEmpty()) {
            head.append("Authorization: Bearer ").append(settings.apiKey()).append("\r\n");
        }
        if (method.equals("POST")) {
            head.append(settings.router().headers());
            head.append("Content-Type: application/json\r\nContent-Length: ");
        }
        return new Target(head.toString());
    }

    Reply post(Target target, byte[] body) throws WireException, InterruptedException {
        byte[] length = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return reply(target.with(length, body), settings.readTimeout());
    }

    /// @param readTimeout shorter than the one for answers
    Reply get(Target target, Duration readTimeout) throws WireException, InterruptedException {
        return reply(target.with(END_OF_HEAD), readTimeout);
    }

    /// Ends everything that is under way.
    @Override
    public void close() {
        connections.close();
    }

    /// Asks on a connection that waits, if there is one. The server may close it in the very moment
    /// the request is under way: where that is so and nothing of a reply has come, the request is
    /// sent once more, on a fresh one (RFC 9112, section 9.3.1).
    private Reply reply(byte[] request, Duration readTimeout)
            throws WireException, InterruptedException {
        return guarded(
                () -> {
                    Optional<Connection> waiting = connections.waiting(ticker.nanos());
                    if (waiting.isPresent()) {
                        try {
                            return sent(waiting.get(), request, readTimeout);
                        } catch (ClosedMeanwhile unheard) {
                            if (Thread.currentThread().isInterrupted()) {
                                throw unheard;
                            }
                        }
                    }
                    return sent(connections.fresh(), request, readTimeout);
                });
    }

    private Reply sent(Connection connection, byte[] request, Duration readTimeout)
            throws IOException {
        boolean replied = false;
        try {
            connection.limit(readTimeout);
            begin(connection, request);
            ResponseHead head = ResponseHead.read(connection);
            var reply = new Reply(head, Body.of(connection, head), connection, this);
            replied = true;
            return reply;
        } finally {
            if (!replied) {
                connections.drop(connection);
            }
        }
    }

    private static void begin(Connection connection, byte[] request) throws IOException {
        try {
            connection.write(request);
            if (connection.await() < 0) {
                throw new EOFException("the server closed the connection without a reply");
            }
        } catch (SocketException | EOFException broken) {
            if (connection.reused()) {
                throw new ClosedMeanwhile(broken);
            }
            throw broken;
        }
    }

    /// The reply was read as far as it matters.
    void keep(Connection connection, Body body) {
        connections.give(connection, body, ticker.nanos());
    }

    void drop(Connection connection) {
        connections.drop(connection);
    }

    /// Something that reads or writes.
    interface Call<T> {
        T call() throws IOException;
    }

    /// Runs one call and tells an interrupt, which closes the connection, from a failure.
    static <T> T guarded(Call<T> call) throws WireException, InterruptedException {
        try {
            return call.call();
        } catch (IOException failed) {
            if (Thread.interrupted()) {
                var interrupted = new InterruptedException("interrupted while the server worked");
                interrupted.initCause(failed);
                throw interrupted;
            }
            throw new WireException(failed);
        }
    }

    private static final class ClosedMeanwhile extends IOException {
        private static final long serialVersionUID = 1;

        private ClosedMeanwhile(IOException cause) {
            super(cause);
        }
    }
}
