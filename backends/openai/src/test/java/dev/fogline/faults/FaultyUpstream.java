package dev.fogline.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// An HTTP server on a raw socket, so that it can misbehave: it records what it is sent and plays
/// one script a request. Listens on the loopback, on a port of its own.
///
/// Scripts play on virtual threads, one a connection, at once.
public final class FaultyUpstream implements AutoCloseable {

    /// What to do with one request.
    public interface Script {
        /// @throws IOException if the client left; nothing more is done then
        void play(Exchange exchange) throws IOException;
    }

    /// One model, `m1`.
    public static final String LISTING =
            "{\"object\":\"list\",\"data\":[{\"id\":\"m1\",\"object\":\"model\"}]}";

    private final ServerSocket listener;
    private final Thread listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private volatile Script always = exchange -> exchange.json(500, "{}");
    private volatile Script listing = exchange -> exchange.json(200, LISTING);

    /// Listens from now on; fails every request that has no script.
    public FaultyUpstream() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening = Thread.ofVirtual().start(this::listen);
    }

    /// Without a path.
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /// For the next request that is no probe.
    public FaultyUpstream next(Script script) {
        scripts.add(script);
        return this;
    }

    /// For every request that is no probe and has no script of its own.
    public FaultyUpstream always(Script script) {
        always = script;
        return this;
    }

    /// For every probe.
    public FaultyUpstream listing(Script script) {
        listing = script;
        return this;
    }

    /// Everything but probes, in order.
    public List<Exchange> asked() {
        return received.stream().filter(exchange -> !exchange.probe()).toList();
    }

    /// Everything, in order.
    public List<Exchange> received() {
        return List.copyOf(received);
    }

    /// How many were ever opened.
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        ended(listening);
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /// A thread that still accepts would take one more connection after the close.
    private static void ended(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection) {
        try {
            while (!connection.isClosed()) {
                Exchange exchange = Exchange.read(connection);
                received.add(exchange);
                script(exchange).play(exchange);
            }
        } catch (IOException gone) {
            // the client left, as it may
        }
    }

    private Script script(Exchange exchange) {
        if (exchange.probe()) {
            return listing;
        }
        Script script = scripts.poll();
        return script == null ? always : script;
    }
}
