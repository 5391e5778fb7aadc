package dev.fogline.router.ledger;

import dev.fogline.spi.answer.Usage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// The process that [LedgerProcessTest] kills: many threads make paid attempts without end and
/// print each attempt's id after its settlement has returned.
final class KilledWriter {

    /// Ends an id that was printed whole.
    static final String WHOLE = ".";

    private static final int THREADS = 32;

    private KilledWriter() {}

    /// @param arguments the node's state, and the name of this run
    public static void main(String[] arguments) throws InterruptedException {
        Ledger ledger =
                Ledger.open(
                        Path.of(arguments[0]), false, 1_000, InstantSource.system(), arguments[1]);
        var out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        Thread last = Thread.currentThread();
        for (int i = 0; i < THREADS; i++) {
            last = Thread.ofVirtual().start(() -> work(ledger, out));
        }
        last.join();
    }

    private static void work(Ledger ledger, PrintStream out) {
        while (true) {
            Account account = ledger.begin(Charges.cloud("q"), Long.MAX_VALUE).orElseThrow();
            account.settle(Ending.SERVED, Usage.counted(10, 5), Duration.ofMillis(1));
            out.println(account.attemptId() + WHOLE);
        }
    }
}
