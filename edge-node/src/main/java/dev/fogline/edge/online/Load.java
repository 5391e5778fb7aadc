package dev.fogline.edge.online;

import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Works blocks off, one after the other, and remembers which decision each request became.
final class Load {

    private final LoadClient client;
    private final Map<Target.Door, URI> doors;
    private final IntConsumer done;
    private final Map<String, Ask> asked = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /// @param doors where each node listens
    /// @param done told how many requests have ended, by several threads
    Load(LoadClient client, Map<Target.Door, URI> doors, IntConsumer done) {
        this.client = client;
        this.doors = Map.copyOf(doors);
        this.done = done;
    }

    /// Returns when every answer has come.
    void run(Iterable<Block> blocks) throws InterruptedException {
        for (Block block : blocks) {
            run(block);
        }
    }

    /// The requests that were answered, by the ids of their decisions.
    Map<String, Ask> asked() {
        return Map.copyOf(asked);
    }

    /// Requests that were not.
    int failed() {
        return failed.get();
    }

    private void run(Block block) throws InterruptedException {
        Queue<Ask> left = new ConcurrentLinkedQueue<>(block.asks());
        var working = new CountDownLatch(block.clients());
        for (int i = 0; i < block.clients(); i++) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    work(left);
                                } finally {
                                    working.countDown();
                                }
                            });
        }
        working.await();
    }

    private void work(Queue<Ask> left) {
        try {
            for (Ask ask = left.poll(); ask != null; ask = left.poll()) {
                Ask current = ask;
                client.ask(doors.getOrDefault(ask.target().node(), URI.create("")), ask)
                        .ifPresentOrElse(id -> asked.put(id, current), failed::incrementAndGet);
                done.accept(ended.incrementAndGet());
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
