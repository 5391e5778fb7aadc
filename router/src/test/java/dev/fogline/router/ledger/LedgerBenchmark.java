package dev.fogline.router.ledger;

import dev.fogline.spi.answer.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the ledger itself takes: run by hand from the class path of these tests, with a folder on
/// the disk in question, `true` for fsync, and how many attempts to measure.
///
/// Prints CPU microseconds per attempt (an intent and a settlement, all threads of the process) and
/// the latency of a settlement, for one virtual thread and for 32 that make attempts without pause.
final class LedgerBenchmark {

    private LedgerBenchmark() {}

    /// @param arguments folder, fsync, attempts
    public static void main(String[] arguments) throws Exception {
        Path dir = Files.createTempDirectory(Path.of(arguments[0]), "ledger-benchmark");
        boolean fsync = Boolean.parseBoolean(arguments[1]);
        int attempts = Integer.parseInt(arguments[2]);
        try (Ledger ledger = Ledger.open(dir, fsync, 10_000, InstantSource.system(), "r")) {
            run(ledger, 32, attempts); // warms up
            for (int threads : new int[] {1, 32}) {
                System.out.println(run(ledger, threads, attempts));
            }
        }
    }

    private static String run(Ledger ledger, int threads, int attempts)
            throws InterruptedException {
        long[][] nanos = new long[threads][attempts / threads];
        long cpu = cpuNanos();
        long start = System.nanoTime();
        List<Thread> running = new ArrayList<>();
        for (long[] own : nanos) {
            running.add(Thread.startVirtualThread(() -> work(ledger, own)));
        }
        for (Thread thread : running) {
            thread.join();
        }
        long wallNanos = System.nanoTime() - start;
        long cpuSpent = cpuNanos() - cpu;
        long[] sorted = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
        return "%2d threads: %.1f CPU µs/attempt, %,.0f attempts/s, settle p50 %.0f µs, p99 %.0f µs, max %.0f µs"
                .formatted(
                        threads,
                        cpuSpent / 1e3 / sorted.length,
                        sorted.length / (wallNanos / 1e9),
                        sorted[sorted.length / 2] / 1e3,
                        sorted[sorted.length * 99 / 100] / 1e3,
                        sorted[sorted.length - 1] / 1e3);
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void work(Ledger ledger, long[] nanos) {
        for (int i = 0; i < nanos.length; i++) {
            Account account = ledger.begin(Charges.cloud("q"), Long.MAX_VALUE).orElseThrow();
            long start = System.nanoTime();
            account.settle(Ending.SERVED, Usage.counted(10, 5), Duration.ofMillis(1));
            nanos[i] = System.nanoTime() - start;
        }
    }
}
