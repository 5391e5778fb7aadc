package dev.fogline.edge.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

/// Where scripted backends wait that are told `wait PORT`, until they are let go.
final class Gate implements AutoCloseable {

    private final ServerSocket listening;
    private final Deque<Socket> waiting = new ArrayDeque<>();

    Gate() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The words that make a backend wait here.
    String words() {
        return "wait " + listening.getLocalPort();
    }

    void awaitBackend() throws IOException {
        waiting.add(listening.accept());
    }

    /// Lets the backend go that came last.
    void letGo() throws IOException {
        waiting.removeLast().close();
    }

    @Override
    public void close() throws IOException {
        while (!waiting.isEmpty()) {
            letGo();
        }
        listening.close();
    }
}
