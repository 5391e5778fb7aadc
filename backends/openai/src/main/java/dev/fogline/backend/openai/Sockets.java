package dev.fogline.backend.openai;

import io.helidon.webclient.api.ConnectedSocketChannelInfo;
import io.helidon.webclient.api.ConnectedSocketInfo;
import io.helidon.webclient.api.ConnectionListener;
import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/// The open connections of one client, so that closing the backend ends requests that still wait
/// for headers.
final class Sockets implements ConnectionListener {

    private final Set<Socket> open = new HashSet<>();
    private boolean closed;

    @Override
    public synchronized void socketConnected(ConnectedSocketInfo connected) throws IOException {
        if (closed) {
            connected.socket().close();
            return;
        }
        open.removeIf(Socket::isClosed);
        open.add(connected.socket());
    }

    /// Only for Unix domain sockets, which no http address names.
    @Override
    public void socketChannelConnected(ConnectedSocketChannelInfo connected) {}

    synchronized void close() {
        closed = true;
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // closed is what it should be
            }
        }
        open.clear();
    }
}
