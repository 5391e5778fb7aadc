package dev.fogline.edge.online;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.edge.door.Progress;
import dev.fogline.edge.online.Ask.Phase;
import dev.fogline.edge.online.Target.Door;
import dev.fogline.router.Lesson;
import dev.fogline.spi.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline eval online`.
@Command(
        name = "online",
        mixinStandardHelpOptions = true,
        description = {
            "Starts an edge and a cloud node with the demo models, asks a mixed load of them, and reports how",
            "far predicted times were from measured ones: mean |predicted - measured| / measured, given the",
            "actual token counts, of requests that had not been learnt from. Noise is the same for repeats of",
            "one request among as many clients, predicted by their mean. The last quarter is asked while",
            "other processes take half of the machine's speed. Figures are fractions."
        })
public final class EvalOnlineCommand implements Callable<Integer> {

    private static final int LEAST_REQUESTS = 120;
    private static final int MOST_WARM_UP = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "of all phases, 120 or more (default: ${DEFAULT-VALUE})")
    private int requests = 1_200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the load (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "a larger GGUF file with a chat template, which both nodes run too")
    private @Nullable Path model;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "keep the journals of both nodes there, and requests.jsonl: each request,"
                            + " predicted and measured")
    private @Nullable Path keep;

    @Option(names = "--json", description = "print one object")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public EvalOnlineCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (requests < LEAST_REQUESTS) {
            throw new ParameterException(
                    spec.commandLine(), "--requests is " + LEAST_REQUESTS + " or more");
        }
        Path home = home();
        Optional<Path> larger = larger();
        Optional<Path> kept = kept();
        if (larger.isEmpty()) {
            say("no --model: with the demo models alone, whose times are mostly overhead");
        }
        PrintWriter out = spec.commandLine().getOut();
        OnlineReport report = measured(home, larger, kept);
        if (json) {
            out.println(report.json());
        } else {
            report.printTable(out);
        }
        out.flush();
        return 0;
    }

    private OnlineReport measured(Path home, Optional<Path> larger, Optional<Path> kept)
            throws InterruptedException {
        int burdened = requests / 4;
        int beginning = Math.min(MOST_WARM_UP, requests / 4);
        int processors = Runtime.getRuntime().availableProcessors();
        var speed = new SpareSpeed(processors, Ticker.system());
        var mixture = new Mixture(targets(larger.isPresent()), new Random(seed));
        var progress = new Progress(spec.commandLine().getErr());
        Pinning pinning = Pinning.here();
        say(
                pinning.possible()
                        ? "starting a cloud and an edge node, each on processors of its own"
                        : "starting a cloud and an edge node on the same processors");
        try (EvalNodes nodes = EvalNodes.start(home, larger, kept, pinning);
                LoadClient client = new LoadClient(PATIENCE)) {
            var load =
                    new Load(
                            client, nodes.doors(), done -> progress.show("asking", done, requests));
            say("asking " + beginning + " requests from which to learn");
            load.run(mixture.draw(beginning, Phase.BEGINNING));
            say("asking " + (requests - beginning - burdened) + " requests");
            load.run(mixture.draw(requests - beginning - burdened, Phase.STEADY));
            int processes;
            double left;
            try (Competition competition = Competition.halving(processors, speed)) {
                processes = competition.processes();
                left = competition.speedLeft();
                say(
                        String.format(
                                Locale.ROOT,
                                "asking %d requests beside %d processes that leave %.2f of the speed",
                                burdened,
                                processes,
                                left));
                load.run(mixture.draw(burdened, Phase.BURDENED));
            }
            progress.end();
            nodes.stop();
            var run =
                    new OnlineReport.Run(
                            seed,
                            larger.isPresent(),
                            pinning.possible(),
                            load.failed(),
                            processes,
                            left);
            List<Replay> replays = replays(nodes, load, home, larger);
            kept.ifPresent(directory -> RequestLines.write(directory, replays));
            return new OnlineReport(replays, run);
        }
    }

    private static List<Replay> replays(
            EvalNodes nodes, Load load, Path home, Optional<Path> larger) {
        var replays = new ArrayList<Replay>();
        for (Door door : Door.values()) {
            replays.addAll(
                    Replay.of(
                            door,
                            Lesson.read(nodes.data(door)),
                            load.asked(),
                            EvalConfig.sizes(door, home, larger)));
        }
        return replays;
    }

    /// Mostly through the edge, a part at the cloud's own door. Demo models have room for 512
    /// tokens; of the larger one a prompt and its answer take about as long as each other.
    private static List<Target> targets(boolean larger) {
        var targets =
                new ArrayList<>(
                        List.of(
                                new Target(Door.EDGE, "device/demo-edge", 0.20, 60, 64),
                                new Target(Door.EDGE, "cloud/demo-cloud", 0.20, 60, 64),
                                new Target(Door.EDGE, "auto", 0.10, 60, 64),
                                new Target(Door.CLOUD, "pool/demo-cloud", 0.10, 60, 64)));
        if (larger) {
            targets.add(new Target(Door.EDGE, "workbench/larger", 0.15, 120, 160));
            targets.add(new Target(Door.EDGE, "cloud/larger", 0.15, 120, 160));
            targets.add(new Target(Door.CLOUD, "annex/larger", 0.10, 120, 160));
        }
        return targets;
    }

    private Optional<Path> larger() {
        if (model != null && !Files.isRegularFile(model)) {
            throw new CommandException("there is no file " + model);
        }
        return Optional.ofNullable(model);
    }

    private Optional<Path> kept() {
        if (keep == null) {
            return Optional.empty();
        }
        try {
            Path directory = Files.createDirectories(keep.toAbsolutePath());
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new CommandException(
                            "--keep " + keep + " is not empty; name a new directory");
                }
            }
            return Optional.of(directory);
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot keep anything in " + keep + ": " + failed.getMessage(), failed);
        }
    }

    private static Path home() {
        Path home = Installation.home().toAbsolutePath();
        if (!Files.isDirectory(home.resolve("models/demo"))) {
            throw new CommandException(
                    "eval online runs from an installed image: start it with bin/fogline eval online");
        }
        return home;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
