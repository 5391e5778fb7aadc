package dev.fogline.edge.overhead;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One run of load on one port: connections, how requests follow each other on them, and what came
/// back. One thread receives; in an open loop another one sends.
final class Load {

    /// Until the last answers are given up as lost.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int SELECT_MILLIS = 20;
    private static final int OPEN_LOOP_CONNECTIONS = 64;

    private final int port;
    private final Ask ask;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    private final Samples total = new Samples();
    private final Samples firstByte = new Samples();
    private final AtomicInteger running = new AtomicInteger();
    private final BlockingQueue<Peer> idle;
    private boolean again;
    private int errors;

    Load(int port, Ask ask, int connections) throws IOException {
        this.port = port;
        this.ask = ask;
        this.selector = Selector.open();
        this.idle = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            idle.add(Peer.connect(selector, port, ask));
        }
    }

    static Load open(int port, Ask ask) throws IOException {
        return new Load(port, ask, OPEN_LOOP_CONNECTIONS);
    }

    /// Every connection sends its next request as soon as it has its answer; the first ones are
    /// spread over a tenth of the time, so that streams do not beat in time.
    LoadResult closedLoop(double seconds) throws IOException {
        long startNanos = System.nanoTime();
        long endNanos = startNanos + (long) (seconds * 1e9);
        long apartNanos = (endNanos - startNanos) / 10 / Math.max(1, idle.size());
        again = true;
        for (int begun = 0; System.nanoTime() - endNanos < 0; ) {
            for (;
                    !idle.isEmpty() && System.nanoTime() - startNanos >= begun * apartNanos;
                    begun++) {
                send(idle.remove(), System.nanoTime());
            }
            receive(idle.isEmpty() ? SELECT_MILLIS : 1);
        }
        again = false;
        return ended(startNanos);
    }

    /// So many requests a second, whatever becomes of those before. The time of each counts from
    /// when it should have been sent, also where no connection was free then ("coordinated
    /// omission", Tene 2013).
    LoadResult openLoop(double perSecond, double seconds) throws IOException {
        long startNanos = System.nanoTime();
        var sent = new AtomicBoolean();
        Thread sender =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    schedule(startNanos, perSecond, (int) (perSecond * seconds));
                                    sent.set(true);
                                });
        while (sender.isAlive() && !sent.get()) {
            receive(SELECT_MILLIS);
        }
        return ended(startNanos);
    }

    /// One request on each connection, so many of them a second.
    LoadResult once(double perSecond) throws IOException {
        int all = idle.size();
        long startNanos = System.nanoTime();
        for (int begun = 0; begun < all; begun++) {
            long dueNanos = startNanos + (long) (begun * 1e9 / perSecond);
            while (System.nanoTime() - dueNanos < 0) {
                receive(1);
            }
            send(idle.remove(), dueNanos);
        }
        return ended(startNanos);
    }

    private void schedule(long startNanos, double perSecond, int count) {
        try {
            for (int i = 0; i < count; i++) {
                long dueNanos = startNanos + (long) (i * 1e9 / perSecond);
                for (long now = System.nanoTime(); now - dueNanos < 0; now = System.nanoTime()) {
                    LockSupport.parkNanos(dueNanos - now);
                }
                Peer peer = idle.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
                if (peer == null) {
                    return;
                }
                send(peer, dueNanos);
            }
        } catch (InterruptedException | IOException failed) {
            // what was not sent is missing in the result
        }
    }

    private void send(Peer peer, long scheduledNanos) throws IOException {
        running.incrementAndGet();
        peer.send(scheduledNanos);
    }

    private LoadResult ended(long startNanos) throws IOException {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        long giveUpNanos = System.nanoTime() + PATIENCE_NANOS + lengthNanos();
        while (running.get() > 0 && System.nanoTime() - giveUpNanos < 0) {
            receive(SELECT_MILLIS);
        }
        int lost = running.get();
        for (SelectionKey key : selector.keys()) {
            ((Peer) key.attachment()).close();
        }
        selector.close();
        return new LoadResult(
                total.count(),
                errors + lost,
                seconds,
                total.millis(0.5),
                total.millis(0.99),
                firstByte.millis(0.5),
                firstByte.millis(0.99),
                firstByte.millis(1));
    }

    /// Of a stream, where nothing is late.
    private long lengthNanos() {
        return TimeUnit.MILLISECONDS.toNanos((long) ask.pieces() * ask.apartMillis());
    }

    private void receive(int waitMillis) throws IOException {
        selector.select(this::ready, waitMillis);
    }

    private void ready(SelectionKey key) {
        var peer = (Peer) key.attachment();
        try {
            peer.receive(buffer.clear(), System.nanoTime());
            if (peer.response().complete()) {
                answered(peer);
            }
        } catch (IOException | RuntimeException broken) {
            failed(peer);
        }
    }

    private void answered(Peer peer) throws IOException {
        long now = System.nanoTime();
        running.decrementAndGet();
        if (ask.answeredBy(peer.response())) {
            total.add(now - peer.startNanos());
            firstByte.add(peer.firstByteNanos() - peer.startNanos());
        } else {
            errors++;
        }
        if (again) {
            send(peer, now);
        } else {
            idle.add(peer);
        }
    }

    private void failed(Peer peer) {
        peer.close();
        running.decrementAndGet();
        errors++;
        try {
            Peer fresh = Peer.connect(selector, port, ask);
            if (again) {
                send(fresh, System.nanoTime());
            } else {
                idle.offer(fresh);
            }
        } catch (IOException refused) {
            // one connection less; the error is counted
        }
    }
}
