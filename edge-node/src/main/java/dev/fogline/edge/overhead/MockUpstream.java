package dev.fogline.edge.overhead;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;

/// An OpenAI-compatible server that computes nothing: one thread, fixed bytes, the loopback.
///
/// A short write is not gone on with: the kernel's buffer is far larger than an answer, and an
/// answer cut short is counted as an error by the load.
final class MockUpstream {

    private static final int BACKLOG = 4096;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final PriorityQueue<MockExchange> paced = new PriorityQueue<>();
    private final ByteBuffer read = ByteBuffer.allocateDirect(65_536);

    private MockUpstream(Selector selector, ServerSocketChannel listener) {
        this.selector = selector;
        this.listener = listener;
    }

    /// Listens on a free port.
    static MockUpstream open() throws IOException {
        var listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        var selector = Selector.open();
        listener.register(selector, SelectionKey.OP_ACCEPT);
        return new MockUpstream(selector, listener);
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /// Until the process ends.
    void run() throws IOException {
        while (selector.isOpen()) {
            selector.select(this::ready, waitMillis());
            long now = System.nanoTime();
            while (!paced.isEmpty() && paced.peek().dueNanos() - now <= 0) {
                MockExchange due = paced.poll();
                if (due.play()) {
                    paced.add(due);
                }
            }
        }
    }

    /// 1 or more: 0 would wait for ever.
    private long waitMillis() {
        if (paced.isEmpty()) {
            return 0;
        }
        long nanos = paced.peek().dueNanos() - System.nanoTime();
        return Math.max(1, (nanos + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI);
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                answer((MockExchange) key.attachment());
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.register(selector, SelectionKey.OP_READ, new MockExchange(client));
        }
    }

    private void answer(MockExchange exchange) throws IOException {
        if (exchange.read(read.clear()) && exchange.begin()) {
            paced.add(exchange);
        }
    }
}
