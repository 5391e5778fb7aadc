package dev.fogline.router.ledger;

import static dev.fogline.router.ledger.Charges.EXPECTED;
import static dev.fogline.router.ledger.Charges.EXPECTED_NANO_USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.ledger.Entry.Amount;
import dev.fogline.router.ledger.Entry.EnergySource;
import dev.fogline.router.ledger.Entry.Intent;
import dev.fogline.router.ledger.Entry.Settlement;
import dev.fogline.spi.answer.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class LedgerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final long NO_BUDGET = Long.MAX_VALUE;
    private static final Usage COUNTED = new Usage(1_000, 900, 20, 5, Usage.Origin.COUNTED);

    /// 100 fresh ones at 3000, 900 cached ones at 300, 20 generated at 15000 nano-dollars a
    /// thousand.
    private static final long COUNTED_NANO_USD = 300_000 + 270_000 + 300_000;

    @TempDir private Path data;
    private final HandClock clock = new HandClock("2026-11-25T23:59:58.123Z");

    @Test
    void writesAPaidAttemptBeforeAndAfterIt() throws IOException {
        try (Ledger ledger = open("r")) {
            Account account = begin(ledger, Charges.cloud("q"));
            assertThat(entries()).hasSize(1).first().isInstanceOf(Intent.class);

            clock.advance(Duration.ofSeconds(1));
            account.settle(Ending.SERVED, COUNTED, Duration.ofSeconds(1));

            var settled = (Settlement) entries().getLast();
            assertThat(settled.attempted()).isEqualTo(entries().getFirst().attempted());
            assertThat(settled.ending()).isEqualTo(Ending.SERVED);
            assertThat(settled.attempted().startedAt())
                    .isEqualTo(Instant.parse("2026-11-25T23:59:58.123Z"));
            assertThat(settled.endedAt()).isEqualTo(Instant.parse("2026-11-25T23:59:59.123Z"));
            assertThat(settled.amount())
                    .isEqualTo(
                            new Amount(
                                    COUNTED,
                                    COUNTED_NANO_USD,
                                    60, // half a joule for each of 100 read anew and 20 generated
                                    EnergySource.CONFIGURED));
        }
    }

    @Test
    void anIntentHoldsWhatIsExpected() throws IOException {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("q"));

            assertThat(entries().getFirst().amount().usage()).isEqualTo(EXPECTED);
            assertThat(entries().getFirst().amount().nanoUsd()).isEqualTo(EXPECTED_NANO_USD);
        }
    }

    @Test
    void aFreeAttemptOnTheDeviceLeavesItsSettlementAlone() throws IOException {
        try (Ledger ledger = open("r")) {
            Account account = begin(ledger, Charges.device("q"));
            account.settle(Ending.SERVED, COUNTED, Duration.ofSeconds(2));
        }

        assertThat(entries()).hasSize(1);
        assertThat(entries().getFirst().amount())
                .isEqualTo(new Amount(COUNTED, 0, 30, EnergySource.ASSUMED)); // 15 W, 2 s
    }

    @Test
    void anAttemptIsSettledOnce() throws IOException {
        try (Ledger ledger = open("r")) {
            Account account = begin(ledger, Charges.cloud("q"));
            account.settle(Ending.FAILED, COUNTED, Duration.ZERO);

            assertThatThrownBy(() -> account.settle(Ending.SERVED, COUNTED, Duration.ZERO))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("attempt r-1 is settled already");
            assertThat(entries()).hasSize(2);
            assertThat(ledger.spentNanoUsd("alice")).isEqualTo(COUNTED_NANO_USD);
        }
    }

    @Test
    void anAttemptBelongsToTheDayOnWhichItBegan() throws IOException {
        try (Ledger ledger = open("r")) {
            Account account = begin(ledger, Charges.cloud("q"));
            clock.advance(Duration.ofSeconds(5));
            account.settle(Ending.SERVED, COUNTED, Duration.ofSeconds(5));

            assertThat(entries()).hasSize(2);
            assertThat(data.resolve("ledger/2026-11-26.jsonl")).doesNotExist();
            assertThat(ledger.spentNanoUsd("alice")).isZero();
        }
    }

    @Test
    void anOpenIntentIsSettledAsUnknownAtTheNextStart() throws IOException {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("q"));
        }
        clock.advance(Duration.ofDays(3));

        open("s").close();
        open("t").close(); // and once only

        assertThat(entries()).hasSize(2);
        var unknown = (Settlement) entries().getLast();
        assertThat(unknown.ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(unknown.amount()).isEqualTo(entries().getFirst().amount());
        assertThat(unknown.amount().usage().origin()).isEqualTo(Usage.Origin.ESTIMATED);
        assertThat(unknown.endedAt()).isEqualTo(Instant.parse("2026-11-28T23:59:58.123Z"));
    }

    @Test
    void aTornLineIsCutOffAndItsAttemptUnknown() throws IOException {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("q")).settle(Ending.SERVED, COUNTED, Duration.ZERO);
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 7));

        open("s").close();

        assertThat(entries()).hasSize(2);
        assertThat(((Settlement) entries().getLast()).ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(Files.readString(file()).lines()).hasSize(2);
    }

    @Test
    void aSecondSettlementInTheFileCountsForNothing() throws IOException {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("q")).settle(Ending.SERVED, COUNTED, Duration.ZERO);
        }
        String settlement = Files.readString(file()).lines().toList().getLast();
        Files.writeString(file(), settlement + "\n", StandardOpenOption.APPEND);

        try (Ledger ledger = open("s")) {
            assertThat(ledger.spentNanoUsd("alice")).isEqualTo(COUNTED_NANO_USD);
        }
    }

    @Test
    void knowsAfterARestartWhatTodayHasCost() throws IOException {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("a")).settle(Ending.SERVED, COUNTED, Duration.ZERO);
            begin(ledger, Charges.cloud("b", "bob")).settle(Ending.FAILED, COUNTED, Duration.ZERO);
            begin(ledger, Charges.cloud("c"));
        }

        try (Ledger ledger = open("s")) {
            assertThat(ledger.spentNanoUsd("alice"))
                    .isEqualTo(COUNTED_NANO_USD + EXPECTED_NANO_USD);
            assertThat(ledger.spentNanoUsd("bob")).isEqualTo(COUNTED_NANO_USD);
            assertThat(ledger.spentNanoUsd("carol")).isZero();
        }
    }

    @Test
    void aRunningAttemptIsReservedAtItsEstimateUntilItEnds() {
        try (Ledger ledger = open("r")) {
            Account account = begin(ledger, Charges.cloud("q"));
            assertThat(ledger.spentNanoUsd("alice")).isEqualTo(EXPECTED_NANO_USD);

            account.settle(Ending.SERVED, COUNTED, Duration.ZERO);

            assertThat(ledger.spentNanoUsd("alice")).isEqualTo(COUNTED_NANO_USD);
        }
    }

    @Test
    void opensNoAccountOnceTheBudgetIsSpent() throws IOException {
        try (Ledger ledger = open("r")) {
            assertThat(ledger.begin(Charges.cloud("a"), EXPECTED_NANO_USD)).isPresent();
            assertThat(ledger.begin(Charges.cloud("b"), EXPECTED_NANO_USD)).isEmpty();
            assertThat(ledger.begin(Charges.cloud("c"), EXPECTED_NANO_USD + 1)).isPresent();
            assertThat(ledger.begin(Charges.device("d"), 0)).isPresent();

            assertThat(entries()).hasSize(2);
        }
    }

    @Test
    void aNewDayHasNothingSpent() {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("a"));
            clock.advance(Duration.ofSeconds(2));

            assertThat(ledger.spentNanoUsd("alice")).isZero();
        }
    }

    @Test
    void aClockThatIsSetBackBringsNoBudgetBack() {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("a"));
            clock.advance(Duration.ofDays(-1));

            assertThat(ledger.spentNanoUsd("alice")).isEqualTo(EXPECTED_NANO_USD);
        }
    }

    @Test
    void oneNodeKeepsALedger() {
        try (Ledger kept = open("r")) {
            assertThat(kept.unwritten()).isZero();
            assertThatThrownBy(() -> open("s"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(
                            "another node keeps the ledger in "
                                    + data.resolve("ledger")
                                    + "; give this one a state of its own with --data DIR");
        }
        open("t").close();
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        try (Ledger ledger = open("r")) {
            begin(ledger, Charges.cloud("q"));
        }

        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file().getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void noPaidAttemptIsMadeThatCannotBeWrittenDown() throws IOException {
        try (Ledger ledger = open("r")) {
            Files.createDirectory(file());

            assertThatThrownBy(() -> ledger.begin(Charges.cloud("q"), NO_BUDGET))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith("the ledger cannot be written: ");
            assertThat(ledger.spentNanoUsd("alice")).isZero();
            assertThat(ledger.unwritten()).isEqualTo(1);
        }
    }

    private Ledger open(String run) {
        return Ledger.open(data, false, 100, clock, run);
    }

    private static Account begin(Ledger ledger, Charge charge) {
        return ledger.begin(charge, NO_BUDGET).orElseThrow();
    }

    private Path file() {
        return data.resolve("ledger/2026-11-25.jsonl");
    }

    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        assertThat(Folder.below(data).read(DAY, entries::add)).isZero();
        return entries;
    }
}
