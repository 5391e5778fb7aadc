package dev.fogline.edge.door;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What comes in over one connection, read ahead while an answer is on its way: the only way to see
/// that a client leaves whom nothing is written to.
///
/// A virtual thread of its own blocks in the read. If bytes come, they are the next request and
/// wait for it; if the stream ends, the client has left. A client that only closes its sending half
/// is taken for one that has left, as most servers do.
///
/// The connection's thread calls [#get] between requests and [#whenGone] within one.
final class ReadAhead implements Supplier<byte @Nullable []> {

    private final ConnectionContext connection;
    private volatile Runnable notice = () -> {};
    private @Nullable FutureTask<byte @Nullable []> ahead;

    ReadAhead(ConnectionContext connection) {
        this.connection = connection;
    }

    /// The next bytes; null at the end.
    @Override
    public byte @Nullable [] get() {
        FutureTask<byte @Nullable []> read = ahead;
        ahead = null;
        notice = () -> {};
        if (read != null) {
            return arrived(read);
        }
        DataReader first = connection.dataReader(); // holds what the protocol was told by
        return first.available() > 0
                ? first.readBytes(first.available())
                : connection.serverSocket().get();
    }

    /// To be called when the request is read whole.
    ///
    /// @param told once, on another thread, if the client leaves before the next request is read
    void whenGone(Runnable told) {
        notice = told;
        if (ahead == null) {
            var read = new FutureTask<byte @Nullable []>(this::read);
            ahead = read;
            Thread.ofVirtual().name("fogline-client").start(read);
        }
    }

    private byte @Nullable [] read() {
        byte[] bytes = null;
        try {
            bytes = connection.serverSocket().get();
            return bytes;
        } finally {
            if (bytes == null) {
                notice.run();
            }
        }
    }

    private byte @Nullable [] arrived(FutureTask<byte @Nullable []> read) {
        try {
            return read.get();
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(new IOException(failed.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            connection.serverSocket().close();
            throw new UncheckedIOException(new InterruptedIOException("the node is stopping"));
        }
    }
}
