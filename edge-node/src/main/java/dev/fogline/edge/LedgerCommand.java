package dev.fogline.edge;

import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.router.LedgerReport;
import dev.fogline.router.LedgerReport.By;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `fogline ledger`: what was spent, on whom, for whom.
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description =
                "Sums up what attempts have cost, from the files of a node's state; it may run meanwhile.")
final class LedgerCommand implements Callable<Integer> {

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "WHAT",
            defaultValue = "day,tenant,backend,model",
            converter = Word.class,
            description =
                    "one row for each tenant, model, day or backend, or several with commas between"
                            + " them; ${DEFAULT-VALUE} if not given")
    private List<By> by = List.of();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "the first day, as 2026-11-25, UTC")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "the last day, UTC")
    private @Nullable LocalDate to;

    @Option(names = "--data", paramLabel = "DIR", description = "where the node keeps its state")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the node's configuration, for its key data")
    private @Nullable Path config;

    @Option(names = "--json", description = "print one JSON object a line, the sum of all last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    LedgerCommand() {}

    @Override
    public Integer call() {
        LocalDate first = from == null ? LocalDate.MIN : from;
        LocalDate last = to == null ? LocalDate.MAX : to;
        if (first.isAfter(last)) {
            throw new ParameterException(
                    spec.commandLine(), "--from " + first + " is after --to " + last);
        }
        Path state = state();
        if (!Files.isDirectory(state)) {
            throw new CommandException(
                    "there is no node's state in " + state + "; --data DIR names another place");
        }
        var text = new LedgerText(by, LedgerReport.read(state, by, first, last));
        PrintWriter out = spec.commandLine().getOut();
        (json ? text.jsonLines() : text.table(state)).forEach(out::println);
        out.flush();
        return 0;
    }

    private Path state() {
        var reader = new NodeConfigReader(NodeKind.EDGE, System.getenv(), Installation.home());
        return reader.dataDir(
                new Overrides(
                        Optional.ofNullable(config),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(data),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// Words are written small on a command line.
    static final class Word implements ITypeConverter<By> {

        Word() {}

        @Override
        public By convert(String word) {
            return Arrays.stream(By.values())
                    .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'"
                                                    + word
                                                    + "' is none of tenant, model, day, backend"));
        }
    }
}
