package dev.fogline.router.ledger;

import dev.fogline.router.ledger.Entry.Settlement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;

/// What the ledger says of some days, beside the attempts that ended.
///
/// @param openAttempts that still run, or ran when a node went down that was not started since
/// @param openNanoUsd they will cost by their estimates
/// @param damagedLines that are none, or settle what is not open; not counted
public record Statement(long openAttempts, long openNanoUsd, long damagedLines) {

    /// Reads the files below a node's state. Needs no node and disturbs none; a running node may
    /// write meanwhile.
    ///
    /// @param from the first day (UTC) on which an attempt may have begun
    /// @param to the last one
    /// @param settled is given each attempt that ended, once, by day and then as they ended
    public static Statement read(
            Path dataDir, LocalDate from, LocalDate to, Consumer<Settlement> settled)
            throws IOException {
        Folder folder = Folder.below(dataDir);
        var sum = new Statement(0, 0, 0);
        for (LocalDate day : folder.days()) {
            if (!day.isBefore(from) && !day.isAfter(to)) {
                var matching = new Matching(settled);
                long damaged = folder.read(day, matching);
                sum = sum.plus(matching, damaged);
            }
        }
        return sum;
    }

    private Statement plus(Matching day, long damaged) {
        return new Statement(
                openAttempts + day.open().size(),
                openNanoUsd + day.open().stream().mapToLong(one -> one.amount().nanoUsd()).sum(),
                damagedLines + damaged + day.unmatched());
    }
}
