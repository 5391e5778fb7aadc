package dev.fogline.edge.overhead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline bench overhead`.
@Command(
        name = "overhead",
        mixinStandardHelpOptions = true,
        subcommands = {UpstreamCommand.class, LoadCommand.class, PassThroughCommand.class},
        description = {
            "Measures what a node costs between a load and a mock upstream on this machine, beside a bare",
            "Helidon pass-through and, where it is on the path, nginx. Decision, accounting, journal and",
            "metrics are on; no model runs. Needs Linux, taskset and two cores: the one that is measured",
            "has a core of its own. Figures are medians over the rounds."
        })
public final class BenchOverheadCommand implements Callable<Integer> {

    @Option(names = "--json", description = "one object a line, the node's own last")
    private boolean json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "in which the candidates take turns (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "of each of the three loads of a round (default: ${DEFAULT-VALUE}); warm-up comes on top")
    private double seconds = 3;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "instead: so many open streams at once through the node alone")
    private @Nullable Integer streams;

    @Option(names = "--only", paramLabel = "NAME", hidden = true)
    private List<String> only = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public BenchOverheadCommand() {}

    @Override
    public Integer call() {
        if (rounds < 1 || seconds < 0.1 || (streams != null && streams < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds and --streams are 1 or more, --seconds 0.1");
        }
        try (Stage stage = Stage.open(Installation.home())) {
            if (streams != null) {
                print(Crowd.through(stage, streams));
            } else {
                report(measured(stage));
            }
        }
        return 0;
    }

    private List<Figures> measured(Stage stage) {
        LoadProcess load = stage.load();
        Map<Subject, Double> warmUps = new LinkedHashMap<>();
        for (Subject subject : subjects(stage)) {
            say("warming up " + subject.name());
            warmUps.put(subject, WarmUp.of(load, subject));
        }
        Map<Subject, List<Round>> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Subject subject : warmUps.keySet()) {
                say("round " + round + " of " + rounds + ": " + subject.name());
                all.computeIfAbsent(subject, it -> new ArrayList<>())
                        .add(Round.of(load, subject, seconds));
            }
        }
        var figures = new ArrayList<Figures>();
        all.forEach(
                (subject, its) ->
                        figures.add(
                                new Figures(
                                        subject.name(),
                                        its,
                                        ProcFile.residentMib(subject.process().pid()),
                                        warmUps.getOrDefault(subject, 0.0))));
        return figures;
    }

    private List<Subject> subjects(Stage stage) {
        var subjects = new ArrayList<Subject>();
        subjects.add(stage.direct());
        if (wanted(Subject.NGINX)) {
            stage.nginx()
                    .ifPresentOrElse(
                            subjects::add,
                            () -> say("nginx is not on the path: its row is absent"));
        }
        if (wanted(Subject.HELIDON)) {
            subjects.add(stage.helidon());
        }
        subjects.add(stage.fogline());
        return subjects;
    }

    private boolean wanted(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private void report(List<Figures> figures) {
        Figures direct = figures.getFirst();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            figures.forEach(each -> out.println(each.json(direct)));
            out.println(Goals.summary(figures.getLast().json(direct)));
        } else {
            out.printf(
                    "%-8s %12s %10s %12s %18s %8s%n",
                    "", "µs/request", "µs/chunk", "added ms", "added 1st byte ms", "RSS MiB");
            figures.forEach(each -> row(out, each.json(direct)));
        }
        out.flush();
        int errors = figures.stream().mapToInt(Figures::errors).sum();
        if (errors > 0) {
            throw new CommandException(errors + " answers were not what was asked for");
        }
    }

    private void print(Crowd crowd) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(crowd.json());
        } else {
            crowd.json()
                    .properties()
                    .forEach(
                            figure ->
                                    out.printf(
                                            Locale.ROOT,
                                            "%-24s %10s%n",
                                            figure.getKey().replace('_', ' '),
                                            figure.getValue().asText()));
        }
        out.flush();
        if (crowd.result().errors() > 0) {
            throw new CommandException(crowd.result().errors() + " streams were lost");
        }
    }

    private static void row(PrintWriter out, ObjectNode figures) {
        out.printf(
                Locale.ROOT,
                "%-8s %12.1f %10.1f %12.3f %18.3f %8.1f%n",
                figures.path("candidate").asText(),
                figures.path("cpu_micros_per_request").asDouble(),
                figures.path("cpu_micros_per_chunk").asDouble(),
                figures.path("added_millis_p50").asDouble(),
                figures.path("added_first_byte_millis_p50").asDouble(),
                figures.path("rss_mib").asDouble());
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
