package dev.fogline.cloud.beacon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.edge.door.Logs;
import dev.fogline.edge.door.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline-cloud bench beacon`.
@Command(
        name = "beacon",
        mixinStandardHelpOptions = true,
        description = {
            "Whether many edges that share a pool settle when its load steps up and down: with its beacon, and",
            "without. A cloud node and the edges are real processes that speak HTTP; the engine and the devices",
            "are stand-ins that take their time by a batch curve. It has settled when all means over ten seconds",
            "that follow keep the announced price within a fifth and the pool's share of the answers within a",
            "tenth of what they are at the end, and decisions cost at most a tenth more than the better place."
        })
public final class BenchBeaconCommand implements Callable<Integer> {

    private static final int GOAL_SECONDS = 60;
    private static final int MOST_EDGES = 200;
    private static final double MOST_LEVEL = 100;

    @Option(
            names = "--edges",
            paramLabel = "N",
            description = "edges that share the pool (default: ${DEFAULT-VALUE})")
    private int edges = 20;

    @Option(
            names = "--levels",
            paramLabel = "R",
            split = ",",
            description =
                    "requests per second and edge, one for each phase (default: ${DEFAULT-VALUE})")
    private List<Double> levels = List.of(0.3, 1.6, 0.3);

    @Option(
            names = "--phase-seconds",
            paramLabel = "S",
            description = "of each, 20 or more (default: ${DEFAULT-VALUE})")
    private int phaseSeconds = 90;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of arrivals and lengths (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--plot", paramLabel = "FILE", description = "draws it, as SVG")
    private @Nullable Path plot;

    @Option(
            names = "--json",
            description = "one object a line: seconds, runs, and the summary last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public BenchBeaconCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Logs.quieten();
        Scene scene = scene();
        var verdicts = new ArrayList<Verdict>();
        for (Arm arm : Arm.values()) {
            verdicts.add(Verdict.of(arm, run(scene, arm), scene));
        }
        report(scene, verdicts);
        if (plot != null) {
            draw(plot, scene, verdicts);
        }
        return 0;
    }

    private Scene scene() {
        boolean sound =
                edges >= 1
                        && edges <= MOST_EDGES
                        && levels.size() >= 2
                        && levels.stream().allMatch(level -> level > 0 && level <= MOST_LEVEL)
                        && phaseSeconds >= 20;
        if (!sound) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--edges are 1 to 200, --levels two or more above 0 and at most 100, "
                            + "--phase-seconds 20 or more");
        }
        return new Scene(edges, levels, phaseSeconds, seed);
    }

    private List<Moment> run(Scene scene, Arm arm) throws InterruptedException {
        var engines = new HashMap<String, PacedEngine>();
        engines.put(Scene.POOL_MODEL, new PacedEngine(Scene.POOL));
        for (int edge = 0; edge < scene.edges(); edge++) {
            engines.put(Scene.deviceModel(edge), new PacedEngine(scene.device(edge)));
        }
        PrintWriter err = spec.commandLine().getErr();
        var progress = new Progress(err);
        String what = arm.word().replace('_', ' ');
        err.println(what + ": " + scene.edges() + " edges, " + scene.seconds() + " s");
        err.flush();
        try (PacedServer server = PacedServer.start(engines);
                Fleet fleet =
                        Fleet.start(
                                Installation.home(),
                                server.address(),
                                scene,
                                arm,
                                started ->
                                        progress.show(
                                                what + ": starting", started, scene.edges()));
                HttpClient http =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                Watcher watcher = Watcher.at(fleet.cloud(), http)) {
            return new Run(scene, Map.copyOf(engines), fleet.edges(), watcher, http)
                    .through(second -> progress.show(what, second, scene.seconds()));
        } finally {
            progress.end();
        }
    }

    private void report(Scene scene, List<Verdict> verdicts) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            for (Verdict verdict : verdicts) {
                for (int second = 0; second < verdict.moments().size(); second++) {
                    out.println(verdict.moments().get(second).json(verdict.arm(), second));
                }
                out.println(verdict.json(scene));
            }
            out.println(summary(verdicts));
        } else {
            out.printf(
                    "%-15s %8s %8s %10s %11s %8s %10s%n",
                    "", "asks/s", "load", "USD/M", "pool share", "regret", "settled s");
            verdicts.forEach(verdict -> rows(out, scene, verdict));
        }
        out.flush();
    }

    private static void rows(PrintWriter out, Scene scene, Verdict verdict) {
        List<Moment> phases = verdict.phases(scene);
        for (int phase = 0; phase < phases.size(); phase++) {
            Moment mean = phases.get(phase);
            OptionalInt settled =
                    phase == 0 ? OptionalInt.empty() : verdict.settled().get(phase - 1);
            String after =
                    phase == 0
                            ? ""
                            : settled.isPresent() ? Integer.toString(settled.getAsInt()) : "never";
            out.printf(
                    Locale.ROOT,
                    "%-15s %8.2f %8.1f %10.3f %11.3f %8.3f %10s%n",
                    verdict.arm().word().replace('_', ' '),
                    scene.levels().get(phase) * scene.edges(),
                    mean.load(),
                    mean.usdPerMillion(),
                    mean.share(),
                    mean.regret(),
                    after);
        }
    }

    private static ObjectNode summary(List<Verdict> verdicts) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode().put("summary", "beacon");
        for (Verdict verdict : verdicts) {
            String key = "settle_seconds_" + verdict.arm().word();
            verdict.settleSeconds()
                    .ifPresentOrElse(
                            seconds -> summary.put(key, seconds), () -> summary.putNull(key));
        }
        return summary.put("settle_seconds_goal", GOAL_SECONDS)
                .put(
                        "failed",
                        verdicts.stream()
                                .flatMap(verdict -> verdict.moments().stream())
                                .mapToInt(Moment::failed)
                                .sum());
    }

    private static void draw(Path file, Scene scene, List<Verdict> verdicts) {
        var steps = new ArrayList<Integer>();
        for (int phase = 1; phase < scene.levels().size(); phase++) {
            steps.add(phase * scene.phaseSeconds());
        }
        var chart =
                new Chart(
                        scene.edges()
                                + " edges, one pool: requests per second and edge "
                                + scene.levels(),
                        scene.seconds(),
                        steps,
                        verdicts.stream()
                                .map(verdict -> verdict.arm().word().replace('_', ' '))
                                .toList(),
                        List.of(
                                panel("requests in the pool", 1, verdicts, Moment::load),
                                panel(
                                        "announced price, USD per million tokens",
                                        1,
                                        verdicts,
                                        Moment::usdPerMillion),
                                panel(
                                        "pool's share of the answers, mean of 10 s",
                                        Settling.WINDOW_SECONDS,
                                        verdicts,
                                        Moment::share),
                                panel(
                                        "cost above the better place, share of it, mean of 10 s",
                                        Settling.WINDOW_SECONDS,
                                        verdicts,
                                        Moment::regret)));
        try {
            Files.writeString(file, chart.svg());
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    /// @param window seconds of which each point is the mean
    private static Chart.Panel panel(
            String label, int window, List<Verdict> verdicts, ToDoubleFunction<Moment> figure) {
        return new Chart.Panel(
                label,
                verdicts.stream().map(verdict -> line(verdict.moments(), window, figure)).toList());
    }

    private static double[] line(
            List<Moment> moments, int window, ToDoubleFunction<Moment> figure) {
        var line = new double[moments.size()];
        for (int i = 0; i < line.length; i++) {
            List<Moment> before = moments.subList(Math.max(0, i + 1 - window), i + 1);
            line[i] = figure.applyAsDouble(Moment.over(before));
        }
        return line;
    }
}
