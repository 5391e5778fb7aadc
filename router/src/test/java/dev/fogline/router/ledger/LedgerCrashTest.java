package dev.fogline.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever byte was the last one to be written.
class LedgerCrashTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @TempDir private Path scratch;
    private final HandClock clock = new HandClock("2026-11-25T10:00:00Z");

    @Test
    void everySettledAttemptCountsOnceAndEveryOpenOneIsUnknown() throws IOException {
        byte[] whole = aDay();

        for (int bytes = 0; bytes <= whole.length; bytes++) {
            Path data = scratch.resolve("cut-" + bytes);
            Path file = data.resolve("ledger/2026-11-25.jsonl");
            Files.createDirectories(file.getParent());
            Files.write(file, Arrays.copyOf(whole, bytes));
            Map<String, Ending> expected = expected(whole, bytes);

            long spent;
            try (Ledger ledger = Ledger.open(data, false, 10, clock, "after")) {
                spent = ledger.spentNanoUsd("alice");
            }

            List<Entry.Settlement> settled = settlements(data);
            var found = new HashMap<String, Ending>();
            settled.forEach(one -> found.put(one.attempted().id(), one.ending()));
            assertThat(found).as("cut at byte %d", bytes).isEqualTo(expected);
            assertThat(settled).as("cut at byte %d", bytes).hasSameSizeAs(expected.entrySet());
            assertThat(spent)
                    .isEqualTo(settled.stream().mapToLong(one -> one.amount().nanoUsd()).sum());
        }
    }

    /// Three attempts in the cloud that overlap, and one on the device.
    private byte[] aDay() throws IOException {
        Path data = scratch.resolve("whole");
        try (Ledger ledger = Ledger.open(data, false, 10, clock, "r")) {
            Account first = begin(ledger, Charges.cloud("a"));
            Account second = begin(ledger, Charges.cloud("b"));
            settle(first, Ending.SERVED, 100);
            settle(begin(ledger, Charges.device("c")), Ending.SERVED, 50);
            Account fourth = begin(ledger, Charges.cloud("d"));
            settle(second, Ending.FAILED, 3);
            settle(fourth, Ending.CANCELLED, 20);
        }
        return Files.readAllBytes(data.resolve("ledger/2026-11-25.jsonl"));
    }

    private static Account begin(Ledger ledger, Charge charge) {
        return ledger.begin(charge, Long.MAX_VALUE).orElseThrow();
    }

    private static void settle(Account account, Ending ending, int outputTokens) {
        account.settle(ending, Usage.counted(10, outputTokens), Duration.ofMillis(5));
    }

    /// By the lines that are whole, line feed and all.
    private static Map<String, Ending> expected(byte[] whole, int bytes) {
        var endings = new HashMap<String, Ending>();
        int start = 0;
        for (int i = 0; i < bytes; i++) {
            if (whole[i] == '\n') {
                switch (Lines.read(Arrays.copyOfRange(whole, start, i)).orElseThrow()) {
                    case Entry.Intent intent ->
                            endings.put(intent.attempted().id(), Ending.UNKNOWN);
                    case Entry.Settlement settlement ->
                            endings.put(settlement.attempted().id(), settlement.ending());
                }
                start = i + 1;
            }
        }
        return endings;
    }

    private static List<Entry.Settlement> settlements(Path data) throws IOException {
        var settlements = new ArrayList<Entry.Settlement>();
        Folder folder = Folder.below(data);
        if (Files.exists(folder.file(DAY))) {
            long damaged =
                    folder.read(
                            DAY,
                            entry -> {
                                if (entry instanceof Entry.Settlement settlement) {
                                    settlements.add(settlement);
                                }
                            });
            assertThat(damaged).isZero();
        }
        return settlements;
    }
}
