package dev.fogline.cloud;

import dev.fogline.cloud.accounts.UsageRow;
import dev.fogline.cloud.accounts.UsageStore;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline-cloud usage`.
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        description = {
            "What tenants have used, of all nodes of the accounts together, by tenant and day.",
            "Figures are counted by the engines, estimated where an answer was not heard to its end, and unknown"
                    + " where the node went down meanwhile; unknown ones are charged as they had been expected."
        })
final class UsageCommand implements Callable<Integer> {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    @Option(names = "--tenant", paramLabel = "NAME", description = "of this tenant alone")
    private @Nullable String tenant;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            description = "of this day alone, as 2026-11-25, UTC")
    private @Nullable LocalDate day;

    @Option(names = "--from", paramLabel = "DATE", description = "the first day, UTC")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "the last day, UTC")
    private @Nullable LocalDate to;

    @Mixin private AccountFlags accounts = new AccountFlags();

    @Option(names = "--json", description = "print one JSON object a line, the sum of all last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    UsageCommand() {}

    @Override
    public Integer call() {
        if (day != null && (from != null || to != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--day goes with neither --from nor --to");
        }
        LocalDate first = first();
        LocalDate last = last();
        if (first.isAfter(last)) {
            throw new ParameterException(
                    spec.commandLine(), "--from " + first + " is after --to " + last);
        }
        List<UsageRow> rows =
                accounts.with(
                        database ->
                                UsageStore.usage(
                                        database, Optional.ofNullable(tenant), first, last));
        PrintWriter out = spec.commandLine().getOut();
        (json ? UsageText.jsonLines(rows) : UsageText.table(rows)).forEach(out::println);
        out.flush();
        return 0;
    }

    private LocalDate first() {
        if (day != null) {
            return day;
        }
        return from == null ? FIRST : from;
    }

    private LocalDate last() {
        if (day != null) {
            return day;
        }
        return to == null ? LAST : to;
    }
}
