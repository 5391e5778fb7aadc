package dev.fogline.edge.models;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fogline.spi.Ticker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/// How fast this machine reads memory: every thread sums up numbers of its own, as a decode reads
/// weights (after McCalpin's STREAM, "sum").
final class StreamSpeed {

    /// More than any cache holds for one thread.
    private static final long THREAD_BYTES = 128L << 20;

    /// At most, however many threads there are.
    private static final long ALL_BYTES = 1L << 30;

    private static final int ROUNDS = 6;
    private static final double NANOS_PER_SECOND = 1e9;

    private StreamSpeed() {}

    /// Takes about a second.
    ///
    /// @param threads ≥ 1
    /// @return bytes per second of all threads together, in the best of several rounds
    static double measure(int threads) throws InterruptedException {
        long bytes = Math.min(THREAD_BYTES, ALL_BYTES / threads);
        var sums = new LongAdder(); // so that no sum is left out as unused
        double best = 0;
        try (Arena arena = Arena.ofShared();
                var pool = Executors.newFixedThreadPool(threads)) {
            var parts = new ArrayList<MemorySegment>();
            for (int i = 0; i < threads; i++) {
                parts.add(arena.allocate(bytes, Long.BYTES).fill((byte) i)); // maps every page
            }
            for (int round = 0; round < ROUNDS; round++) {
                long started = Ticker.system().nanos();
                var running = new ArrayList<Future<?>>();
                for (MemorySegment part : parts) {
                    running.add(pool.submit(() -> sums.add(sum(part))));
                }
                for (Future<?> one : running) {
                    one.get();
                }
                double seconds = (Ticker.system().nanos() - started) / NANOS_PER_SECOND;
                best = Math.max(best, threads * bytes / seconds);
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return best;
    }

    private static long sum(MemorySegment part) {
        long count = part.byteSize() / Long.BYTES;
        long sum = 0;
        for (long i = 0; i < count; i++) {
            sum += part.getAtIndex(JAVA_LONG, i);
        }
        return sum;
    }
}
