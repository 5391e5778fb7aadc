package dev.fogline.router.ledger;

import dev.fogline.cost.Energy;
import dev.fogline.cost.Money;
import dev.fogline.router.ledger.Entry.Amount;
import dev.fogline.router.ledger.Entry.Attempted;
import dev.fogline.router.ledger.Entry.EnergySource;
import dev.fogline.router.ledger.Entry.Intent;
import dev.fogline.router.ledger.Entry.Settlement;
import dev.fogline.router.ledger.GroupWriter.Durability;
import dev.fogline.spi.answer.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What every attempt cost. Unlike the journal it drops nothing.
///
/// Before a paid attempt an intent is written, after it a settlement, and both callers wait until
/// their line is out of the process's hands. A free attempt on the device leaves a settlement alone
/// and waits for nothing: what a crash could lose of it is a statistic and no money.
///
/// **Threads**: any number; each waits for its own lines.
public final class Ledger implements AutoCloseable {

    private final FolderLock folderLock;
    private final GroupWriter writer;
    private final DaySums sums;
    private final InstantSource wallClock;
    private final String run;
    private final AtomicLong attempts = new AtomicLong();

    private Ledger(FolderLock folderLock, GroupWriter writer, InstantSource wallClock, String run) {
        this.folderLock = folderLock;
        this.writer = writer;
        this.sums = new DaySums(dayOf(wallClock.instant()));
        this.wallClock = wallClock;
        this.run = run;
    }

    /// Opens the ledger below a node's state and settles what a crash left open.
    ///
    /// @param fsync whether callers wait for the disk, not only for the operating system
    /// @param queueLines that may wait to be written; callers beyond them block
    /// @param run that no other run of this ledger had; attempts are named after it
    /// @throws LedgerException if it cannot be read or written, or another node has it
    public static Ledger open(
            Path dataDir, boolean fsync, int queueLines, InstantSource wallClock, String run) {
        var folder = Folder.below(dataDir);
        try {
            folder.make();
            FolderLock lock = FolderLock.of(folder.dir());
            var durability = fsync ? Durability.FORCED : Durability.WRITTEN;
            var writer = new GroupWriter(folder::open, durability, queueLines);
            var ledger = new Ledger(lock, writer, wallClock, run);
            try {
                Recovery.of(folder, ledger.today()).into(ledger);
                return ledger;
            } catch (IOException | RuntimeException failed) {
                ledger.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new LedgerException(
                    "cannot use the ledger in " + folder.dir() + ": " + failed.getMessage(),
                    failed);
        }
    }

    /// Opens the account of an attempt that is about to be made; where it is paid, returns when the
    /// intent is written.
    ///
    /// @param budgetNanoUsd of the tenant and day; [Long#MAX_VALUE] for none
    /// @return empty if the attempt costs money and the budget is spent
    /// @throws LedgerException if the intent cannot be written: the attempt must not be made
    public Optional<Account> begin(Charge charge, long budgetNanoUsd) {
        Intent intent = intent(charge);
        long expected = intent.amount().nanoUsd();
        long budget = charge.prices().free() ? Long.MAX_VALUE : budgetNanoUsd;
        if (!sums.reserve(intent.day(), charge.tenant(), expected, budget)) {
            return Optional.empty();
        }
        if (charge.paid()) {
            try {
                append(intent).await();
            } catch (LedgerException unwritten) {
                sums.add(intent.day(), charge.tenant(), -expected);
                throw unwritten;
            }
        }
        return Optional.of(new Account(this, charge, intent));
    }

    /// What a tenant has spent today (UTC) in nano-dollars, the estimates of running attempts
    /// included.
    public long spentNanoUsd(String tenant) {
        return sums.spentNanoUsd(today(), tenant);
    }

    /// Lines that could not be written.
    public long unwritten() {
        return writer.unwritten();
    }

    /// Writes what is queued and lets another node in.
    @Override
    public void close() {
        writer.close();
        folderLock.close();
    }

    void settle(Charge charge, Intent intent, Ending ending, Usage usage, Duration busy) {
        var settlement =
                new Settlement(intent.attempted(), amount(charge, usage, busy), ending, now());
        sums.add(
                intent.day(),
                charge.tenant(),
                settlement.amount().nanoUsd() - intent.amount().nanoUsd());
        try {
            QueuedLine line = append(settlement);
            if (charge.paid()) {
                line.await();
            }
        } catch (LedgerException unwritten) {
            // counted and logged by the writer; on disk the intent stays open
        }
    }

    /// An attempt of an earlier run that nobody ended: charged as expected.
    void settleUnknown(Intent intent) {
        append(new Settlement(intent.attempted(), intent.amount(), Ending.UNKNOWN, now())).await();
    }

    void spent(LocalDate day, String tenant, long nanoUsd) {
        sums.add(day, tenant, nanoUsd);
    }

    private QueuedLine append(Entry entry) {
        return writer.append(entry.day(), Lines.write(entry));
    }

    private Intent intent(Charge charge) {
        var attempted =
                new Attempted(
                        run + "-" + attempts.incrementAndGet(),
                        charge.requestId(),
                        charge.decisionId(),
                        charge.tenant(),
                        charge.backend(),
                        charge.model(),
                        charge.paid(),
                        now());
        return new Intent(attempted, amount(charge, charge.expected(), Duration.ZERO));
    }

    private static Amount amount(Charge charge, Usage usage, Duration busy) {
        return new Amount(
                usage,
                Money.nanoUsd(charge.prices(), usage),
                Energy.joules(charge.energy(), usage, busy.toNanos() / 1e9),
                charge.energy().assumed() ? EnergySource.ASSUMED : EnergySource.CONFIGURED);
    }

    private LocalDate today() {
        return dayOf(now());
    }

    private Instant now() {
        return wallClock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
