package dev.fogline.edge.online;

import dev.fogline.spi.Ticker;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// How much arithmetic this machine does for a process with a thread for each processor.
///
/// Only the ratio of two measurements means something: the speed that a competing load leaves.
final class SpareSpeed {

    private static final double MEASURED_MILLIS = 500;

    /// Steps of the generator between two looks at the clock: about a tenth of a millisecond.
    private static final int STEPS = 100_000;

    private final int threads;
    private final Ticker ticker;

    SpareSpeed(int threads, Ticker ticker) {
        this.threads = threads;
        this.ticker = ticker;
    }

    /// Takes half a second of all processors.
    ///
    /// @return steps per millisecond, of all threads together
    double stepsPerMilli() throws InterruptedException {
        Callable<Double> one = this::work;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            double sum = 0;
            for (Future<Double> rate :
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(i -> one).toList())) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("arithmetic failed", impossible);
        }
    }

    private double work() {
        long startNanos = ticker.nanos();
        long value = startNanos;
        long steps = 0;
        double millis = 0;
        while (millis < MEASURED_MILLIS) {
            for (int i = 0; i < STEPS; i++) {
                value = value * 6364136223846793005L + 1442695040888963407L; // Knuth's MMIX
            }
            steps += STEPS;
            millis = (ticker.nanos() - startNanos) / 1e6;
        }
        return (value == 0 ? steps + 1 : steps) / millis; // value is used, so it is computed
    }
}
