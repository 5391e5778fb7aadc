package dev.fogline.router;

import dev.fogline.router.ledger.Ending;
import dev.fogline.router.ledger.Entry;
import dev.fogline.router.ledger.Statement;
import dev.fogline.spi.answer.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// What a node's attempts have cost, summed up from its ledger.
///
/// @param rows one entry per group, in the order of their names
/// @param total of all rows
/// @param openAttempts that have not ended; not in the rows
/// @param openNanoUsd they will cost by their estimates
/// @param damagedLines that could not be counted
public record LedgerReport(
        List<Row> rows, Sums total, long openAttempts, long openNanoUsd, long damagedLines) {

    private static final Comparator<List<String>> BY_NAMES =
            Comparator.comparing(names -> String.join("\0", names));

    public LedgerReport {
        rows = List.copyOf(rows);
    }

    /// Reads the ledger of a node, running or not.
    ///
    /// @param dataDir the node's state
    /// @param by what makes a group; none for one row
    /// @param from the first day (UTC) on which an attempt may have begun
    /// @param to the last one
    /// @throws RouterException if the files cannot be read
    public static LedgerReport read(Path dataDir, List<By> by, LocalDate from, LocalDate to) {
        var groups = new TreeMap<List<String>, Sums>(BY_NAMES);
        try {
            Statement rest =
                    Statement.read(
                            dataDir,
                            from,
                            to,
                            ended -> groups.merge(names(by, ended), Sums.of(ended), Sums::plus));
            var rows = new ArrayList<Row>();
            groups.forEach((names, sums) -> rows.add(new Row(names, sums)));
            return new LedgerReport(
                    rows,
                    groups.values().stream().reduce(Sums.NONE, Sums::plus),
                    rest.openAttempts(),
                    rest.openNanoUsd(),
                    rest.damagedLines());
        } catch (IOException failed) {
            throw new RouterException(
                    "cannot read the ledger below " + dataDir + ": " + failed.getMessage(), failed);
        }
    }

    private static List<String> names(List<By> by, Entry.Settlement ended) {
        return by.stream().map(one -> name(one, ended)).toList();
    }

    private static String name(By by, Entry.Settlement ended) {
        return switch (by) {
            case TENANT -> ended.attempted().tenant();
            case MODEL -> ended.attempted().model();
            case DAY -> ended.day().toString();
            case BACKEND -> ended.attempted().backend();
        };
    }

    /// What attempts can be grouped by.
    public enum By {
        /// Who pays.
        TENANT,
        /// As the backend names it.
        MODEL,
        /// The UTC day on which the attempt began.
        DAY,
        /// The configured name of the backend.
        BACKEND
    }

    /// @param names one entry per [By], same order
    /// @param sums of the attempts that bear them
    public record Row(List<String> names, Sums sums) {

        public Row {
            names = List.copyOf(names);
        }
    }

    /// @param attempts that ended, however
    /// @param promptTokens read, cached ones included
    /// @param cachedPromptTokens of these
    /// @param outputTokens generated
    /// @param nanoUsd each attempt rounded once
    /// @param joules of all
    /// @param estimated attempts whose tokens nobody counted
    /// @param failed attempts
    /// @param cancelled attempts
    /// @param unknown attempts, which a crash ended; charged at their estimates
    public record Sums(
            long attempts,
            long promptTokens,
            long cachedPromptTokens,
            long outputTokens,
            long nanoUsd,
            double joules,
            long estimated,
            long failed,
            long cancelled,
            long unknown) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /// The share of attempts whose tokens are estimated, in [0, 1]; 0 if there are none.
        public double estimatedShare() {
            return attempts == 0 ? 0 : (double) estimated / attempts;
        }

        static Sums of(Entry.Settlement ended) {
            Usage usage = ended.amount().usage();
            return new Sums(
                    1,
                    usage.promptTokens(),
                    usage.cachedPromptTokens(),
                    usage.outputTokens(),
                    ended.amount().nanoUsd(),
                    ended.amount().joules(),
                    usage.origin() == Usage.Origin.ESTIMATED ? 1 : 0,
                    ended.ending() == Ending.FAILED ? 1 : 0,
                    ended.ending() == Ending.CANCELLED ? 1 : 0,
                    ended.ending() == Ending.UNKNOWN ? 1 : 0);
        }

        Sums plus(Sums other) {
            return new Sums(
                    attempts + other.attempts,
                    promptTokens + other.promptTokens,
                    cachedPromptTokens + other.cachedPromptTokens,
                    outputTokens + other.outputTokens,
                    Math.addExact(nanoUsd, other.nanoUsd),
                    joules + other.joules,
                    estimated + other.estimated,
                    failed + other.failed,
                    cancelled + other.cancelled,
                    unknown + other.unknown);
        }
    }
}
