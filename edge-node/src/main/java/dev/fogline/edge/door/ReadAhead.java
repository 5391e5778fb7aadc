package dev.fogline.edge.door;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What comes in over one connection, read ahead while an answer is on its way: the only way to see
/// that a client leaves whom nothing is written to.
///
/// A virtual thread of its own blocks in the read. If bytes come, they are the next request and
/// wait for it; if the stream ends, the client has left or has only closed its sending half, and is
/// shown signs of life until it resets the connection or has its answer.
///
/// The connection's thread calls [#get] between requests and [#whenGone] within one.
final class ReadAhead implements Supplier<byte @Nullable []> {

    /// Between the first two signs: longer than most round trips, too short to be waited for.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ConnectionContext connection;
    private volatile Runnable notice = () -> {};
    private volatile Line line;
    private @Nullable FutureTask<byte @Nullable []> ahead;

    ReadAhead(ConnectionContext connection) {
        this.connection = connection;
        this.line = line();
    }

    /// A way to the client, for one answer.
    Line line() {
        return new Line(connection.serverSocket());
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
    /// @param way on which the answer is sent
    /// @param told once, on another thread, if the client leaves before the next request is read
    void whenGone(Line way, Runnable told) {
        line = way;
        notice = told;
        if (ahead == null) {
            var read = new FutureTask<byte @Nullable []>(this::read);
            ahead = read;
            Thread.ofVirtual().name("fogline-client").start(read);
        }
    }

    private byte @Nullable [] read() {
        try {
            byte[] bytes = connection.serverSocket().get();
            if (bytes == null) {
                Thread.ofVirtual().name("fogline-client-signs").start(this::awaitGone);
            }
            return bytes;
        } catch (RuntimeException reset) {
            notice.run();
            throw reset;
        }
    }

    private void awaitGone() {
        Line way = line;
        Runnable told = notice;
        Duration pause = FIRST_PAUSE;
        try {
            while (way.sign()) {
                Thread.sleep(pause);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            }
        } catch (IOException | RuntimeException gone) {
            told.run();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private byte @Nullable [] arrived(FutureTask<byte @Nullable []> read) {
        try {
            return read.get();
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(new IOException(failed.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            closeQuietly();
            throw new UncheckedIOException(new InterruptedIOException("the node is stopping"));
        }
    }

    /// An encrypted one says good-bye, which it cannot where the client has gone.
    private void closeQuietly() {
        try {
            connection.serverSocket().close();
        } catch (UncheckedIOException gone) {
            // closed is what it should be
        }
    }
}
