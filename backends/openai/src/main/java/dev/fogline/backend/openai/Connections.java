package dev.fogline.backend.openai;

import dev.fogline.spi.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// The connections to one server: those in use, and a bounded number that wait for their next
/// request, the last used first.
///
/// Any thread may call any method.
final class Connections implements AutoCloseable {

    /// After this long unused a connection is given up. uvicorn, which vLLM and most Python servers
    /// run on, closes after 5 seconds (`--timeout-keep-alive`); others wait longer.
    private static final long MOST_IDLE_NANOS = Duration.ofSeconds(4).toNanos();

    /// Between two looks at whether reads wait for too long.
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private final String host;
    private final int port;
    private final boolean encrypted;
    private final Duration connectTimeout;
    private final int mostIdle;
    private final Credentials credentials;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<SocketChannel> open = new HashSet<>();
    private final Set<Connection> connected = ConcurrentHashMap.newKeySet();
    private final Ticker ticker;
    private final Thread looking;
    private boolean closed;

    /// @param server http or https
    /// @param mostIdle 0 for a connection for each request
    /// @param credentials for https
    Connections(
            URI server,
            Duration connectTimeout,
            int mostIdle,
            Credentials credentials,
            Ticker ticker) {
        this.encrypted = "https".equalsIgnoreCase(server.getScheme());
        this.host = server.getHost();
        this.port = server.getPort() >= 0 ? server.getPort() : encrypted ? 443 : 80;
        this.connectTimeout = connectTimeout;
        this.mostIdle = mostIdle;
        this.credentials = credentials;
        this.ticker = ticker;
        this.looking = Thread.ofVirtual().name("fogline-patience").start(this::look);
    }

    private record Idle(Connection connection, Body before, long sinceNanos) {}

    /// One that waits and is still good, if there is one.
    ///
    /// @param nowNanos any monotonic clock, always the same
    Optional<Connection> waiting(long nowNanos) {
        for (Optional<Idle> next = last(nowNanos); next.isPresent(); next = last(nowNanos)) {
            Connection connection = next.get().connection();
            if (connection.settled(next.get().before())) {
                return Optional.of(connection);
            }
            drop(connection);
        }
        return Optional.empty();
    }

    /// A new one; tries every address of the host.
    Connection fresh() throws IOException {
        IOException failed = new ConnectException("no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                return connected(address);
            } catch (IOException unreachable) {
                if (Thread.currentThread().isInterrupted()) {
                    throw unreachable;
                }
                failed = unreachable;
            }
        }
        throw failed;
    }

    /// Takes back one whose reply was read as far as it mattered.
    void give(Connection connection, Body before, long nowNanos) {
        Optional<Connection> tooMany = Optional.of(connection);
        synchronized (this) {
            if (!closed && mostIdle > 0) {
                tooMany =
                        idle.size() < mostIdle && !old(idle.peekFirst(), nowNanos)
                                ? Optional.empty()
                                : Optional.of(idle.removeFirst().connection());
                idle.addLast(new Idle(connection, before, nowNanos));
            }
        }
        tooMany.ifPresent(this::drop);
    }

    /// Closes one that is of no use any more.
    void drop(Connection connection) {
        connection.close();
        connected.remove(connection);
        forget(connection.channel());
    }

    /// Ends everything that is under way.
    @Override
    public void close() {
        looking.interrupt();
        Set<SocketChannel> all;
        synchronized (this) {
            closed = true;
            idle.clear();
            all = Set.copyOf(open);
            open.clear();
        }
        all.forEach(Connections::close);
    }

    private synchronized Optional<Idle> last(long nowNanos) {
        while (old(idle.peekFirst(), nowNanos)) {
            Connection tooOld = idle.removeFirst().connection();
            tooOld.close();
            connected.remove(tooOld);
            open.remove(tooOld.channel());
        }
        return Optional.ofNullable(idle.pollLast());
    }

    private static boolean old(@Nullable Idle entry, long nowNanos) {
        return entry != null && nowNanos - entry.sinceNanos() > MOST_IDLE_NANOS;
    }

    private Connection connected(InetAddress address) throws IOException {
        SocketChannel channel = remembered(SocketChannel.open());
        boolean standing = false;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Socket socket = channel.socket();
            socket.connect(new InetSocketAddress(address, port), (int) connectTimeout.toMillis());
            var connection =
                    new Connection(channel, encrypted ? encrypting(socket) : socket, ticker);
            standing = true;
            connected.add(connection);
            return connection;
        } catch (SocketTimeoutException tooSlow) {
            var unreachable = new ConnectException("no connection in time");
            unreachable.initCause(tooSlow);
            throw unreachable;
        } finally {
            if (!standing) {
                close(channel);
                forget(channel);
            }
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOKS_APART);
                long nowNanos = ticker.nanos();
                connected.forEach(connection -> connection.look(nowNanos));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket encrypting(Socket plain) throws IOException {
        plain.setSoTimeout((int) connectTimeout.toMillis());
        var socket =
                (SSLSocket)
                        credentials
                                .context()
                                .getSocketFactory()
                                .createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private synchronized SocketChannel remembered(SocketChannel channel) throws IOException {
        if (closed) {
            channel.close();
        } else {
            open.add(channel);
        }
        return channel;
    }

    private synchronized void forget(SocketChannel channel) {
        open.remove(channel);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // closed is what it should be
        }
    }
}
