package dev.fogline.edge.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The way to the client of one answer. Two threads write to it: the request's, and, where the
/// client has closed its sending half, one that asks whether it still reads.
///
/// Only an answer to something sent tells the two apart: who has gone resets the connection. So
/// until the answer begins the sign is an interim response, which clients discard (RFC 9110, 15.2);
/// in a stream it is a comment, which clients ignore (HTML, 9.2.6). Nobody else is sent either.
///
/// Guarded by `lock`, so that a sign is never within anything else.
final class Line {

    private static final byte[] INTERIM =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HelidonSocket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OutputStream stream;
    private boolean last;

    Line(HelidonSocket socket) {
        this.socket = socket;
    }

    /// A stream begins: signs are comments from now on.
    void begin(OutputStream events) {
        lock.lock();
        try {
            stream = events;
        } finally {
            lock.unlock();
        }
    }

    /// The next event of the stream, sent at once.
    void send(byte[] event) throws IOException {
        lock.lock();
        try {
            OutputStream events = stream;
            if (events == null) {
                throw new IllegalStateException("the stream has not begun");
            }
            events.write(event);
            events.flush();
        } finally {
            lock.unlock();
        }
    }

    /// What is sent next is the last: no sign is given any more.
    void end() {
        lock.lock();
        try {
            last = true;
        } finally {
            lock.unlock();
        }
    }

    /// Shows the client that there is somebody.
    ///
    /// @return whether the answer is still to come
    /// @throws IOException if the client is gone, and so may be any exception of the server
    boolean sign() throws IOException {
        lock.lock();
        try {
            if (last) {
                return false;
            }
            if (stream == null) {
                socket.write(BufferData.create(INTERIM));
            } else {
                stream.write(COMMENT);
                stream.flush();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
