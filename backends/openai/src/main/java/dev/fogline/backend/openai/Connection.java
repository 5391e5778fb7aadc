package dev.fogline.backend.openai;

import dev.fogline.spi.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// One connection to the server, with the bytes that were read and not yet taken.
///
/// Of one thread at a time; any may close it, or [#look] at it. An interrupt of the thread that
/// reads or writes closes it too: its channel is interruptible.
final class Connection implements AutoCloseable {

    /// Holds some dozens of events; small, as there is one for each open stream.
    private static final int BUFFER_BYTES = 4096;

    /// For the end of an encrypted body that was not waited for.
    private static final Duration BRIEF = Duration.ofMillis(1);

    private static final int MOST_READS = 16;

    /// From here on somebody else looks whether a read waits for too long, and a second more or
    /// less does not matter. A read that keeps the time itself wakes the JDK's timer thread when it
    /// begins to wait and once more when it ends: a tenth of what a streamed piece takes.
    private static final Duration LOOKED_AT_FROM = Duration.ofSeconds(10);

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Ticker ticker;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private boolean reused;

    /// Of a read; 0 where it keeps the time itself.
    private long longestNanos;

    private volatile long dueNanos;
    private volatile boolean waiting;
    private volatile boolean late;

    /// @param channel that is connected
    /// @param socket of the channel, or one that encrypts on top of it
    Connection(SocketChannel channel, Socket socket, Ticker ticker) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.ticker = ticker;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// Sends all of it at once.
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// How long a read may wait from now on.
    void limit(Duration longest) {
        boolean lookedAt = longest.compareTo(LOOKED_AT_FROM) >= 0;
        longestNanos = lookedAt ? longest.toNanos() : 0;
        try {
            socket.setSoTimeout(lookedAt ? 0 : (int) longest.toMillis());
        } catch (SocketException closed) {
            // the next read says so
        }
    }

    /// Bytes that can be taken; waits until there is one.
    ///
    /// @return 1 or more, or -1 if the server has closed the connection
    int await() throws IOException {
        if (at == end) {
            at = 0;
            end = 0;
            int length = read();
            if (length < 0) {
                return -1;
            }
            end = length;
        }
        return end - at;
    }

    private int read() throws IOException {
        dueNanos = ticker.nanos() + longestNanos;
        waiting = longestNanos > 0;
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (IOException broken) {
            if (late) {
                var timeout = new SocketTimeoutException("nothing came in time");
                timeout.initCause(broken);
                throw timeout;
            }
            throw broken;
        } finally {
            waiting = false;
        }
    }

    /// Ends a read that has waited for too long, and the connection with it.
    void look(long nowNanos) {
        if (waiting && nowNanos - dueNanos > 0) {
            late = true;
            close();
        }
    }

    /// @throws EOFException if the server has closed the connection
    byte next() throws IOException {
        if (at == end && await() < 0) {
            throw new EOFException("the server closed the connection");
        }
        return buffer[at++];
    }

    /// Where the bytes lie, from [#at] on.
    byte[] buffer() {
        return buffer;
    }

    int at() {
        return at;
    }

    void taken(int length) {
        at += length;
    }

    SocketChannel channel() {
        return channel;
    }

    /// Whether it served a request before, so that the server may have closed it meanwhile.
    boolean reused() {
        return reused;
    }

    /// Whether it is fit for another request: the body before has come to its end, and the server
    /// has neither closed the connection nor said more. Hardly waits.
    ///
    /// @param before the body of the last reply, read to where it mattered
    boolean settled(Body before) {
        try {
            if (encrypted()) {
                readOn(before);
            }
            int more = received();
            boolean sound = encrypted() ? more == 0 : more >= 0;
            boolean whole = sound && before.endsIn(buffer, at, end);
            reused = true;
            at = 0;
            end = 0;
            return whole;
        } catch (IOException broken) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            // not the socket: an encrypting one would wait to say good-bye
            channel.close();
        } catch (IOException alreadyGone) {
            // closed is what it should be
        }
    }

    private boolean encrypted() {
        return !socket.equals(channel.socket());
    }

    /// What is encrypted cannot be looked at without being read; it has long come.
    private void readOn(Body before) throws IOException {
        limit(BRIEF);
        for (int reads = 0; reads < MOST_READS; reads++) {
            int there = before.ready();
            if (there < 0) {
                return;
            }
            before.taken(there);
        }
    }

    /// What has come unasked, added to the buffer.
    ///
    /// @return how much, or -1 if the server has closed the connection
    private int received() throws IOException {
        if (end == buffer.length) {
            return -1;
        }
        channel.configureBlocking(false);
        try {
            int length = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
            end += Math.max(0, length);
            return length;
        } finally {
            channel.configureBlocking(true);
        }
    }
}
