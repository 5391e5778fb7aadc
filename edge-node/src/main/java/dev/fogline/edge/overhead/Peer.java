package dev.fogline.edge.overhead;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One client's connection, kept for one request after the other.
final class Peer {

    private final ResponseReader response = new ResponseReader();
    private final ByteBuffer request;
    private final SocketChannel channel;
    private final SelectionKey key;
    private volatile long startNanos;
    private long firstByteNanos;

    private Peer(SocketChannel channel, SelectionKey key, byte[] request) {
        this.channel = channel;
        this.key = key;
        this.request = ByteBuffer.wrap(request);
    }

    /// Connects to the loopback; blocks until it is accepted.
    static Peer connect(Selector selector, int port, Ask ask) throws IOException {
        var channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        var peer = new Peer(channel, key, ask.request(port));
        key.attach(peer);
        return peer;
    }

    /// @param scheduledNanos from when on its time counts
    void send(long scheduledNanos) throws IOException {
        response.reset();
        firstByteNanos = 0;
        startNanos = scheduledNanos;
        channel.write(request.rewind());
    }

    /// Takes what is there.
    ///
    /// @throws IOException if the node closed the connection
    void receive(ByteBuffer buffer, long nowNanos) throws IOException {
        if (channel.read(buffer) < 0) {
            throw new IOException("the node closed the connection");
        }
        response.take(buffer.flip());
        if (firstByteNanos == 0 && response.begun()) {
            firstByteNanos = nowNanos;
        }
    }

    ResponseReader response() {
        return response;
    }

    long startNanos() {
        return startNanos;
    }

    /// When the first byte of the body came; 0 for not yet.
    long firstByteNanos() {
        return firstByteNanos;
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // closed is what it should be
        }
    }
}
