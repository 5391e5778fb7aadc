package dev.fogline.backend.openai;

import io.helidon.webclient.api.ConnectedSocketChannelInfo;
import io.helidon.webclient.api.ConnectedSocketInfo;
import io.helidon.webclient.api.ConnectionListener;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The open connections of one client and who opened each, so that closing the backend ends
/// requests that still wait for headers, and a request can bound the wait for what is only nice to
/// have.
final class Sockets implements ConnectionListener {

    private final Map<Socket, Thread> open = new HashMap<>();
    private boolean closed;

    @Override
    public synchronized void socketConnected(ConnectedSocketInfo connected) throws IOException {
        if (closed) {
            connected.socket().close();
            return;
        }
        open.keySet().removeIf(Socket::isClosed);
        open.put(connected.socket(), Thread.currentThread());
    }

    /// Only for Unix domain sockets, which no http address names.
    @Override
    public void socketChannelConnected(ConnectedSocketChannelInfo connected) {}

    /// Bounds the wait for the next bytes of what the calling thread has asked for.
    synchronized void hurry(Duration longest) {
        open.forEach(
                (socket, opener) -> {
                    if (opener == Thread.currentThread()) {
                        limit(socket, longest);
                    }
                });
    }

    private static void limit(Socket socket, Duration longest) {
        try {
            socket.setSoTimeout((int) longest.toMillis());
        } catch (SocketException closed) {
            // the next read says so
        }
    }

    synchronized void close() {
        closed = true;
        for (Socket socket : open.keySet()) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // closed is what it should be
            }
        }
        open.clear();
    }
}
