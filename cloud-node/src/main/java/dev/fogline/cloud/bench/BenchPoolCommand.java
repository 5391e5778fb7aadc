package dev.fogline.cloud.bench;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.router.pool.Balance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline-cloud bench pool`.
@Command(
        name = "pool",
        mixinStandardHelpOptions = true,
        subcommands = EngineCommand.class,
        description = {
            "Measures what the choice of a member is worth: stand-in engines of unlike speed, each a process",
            "that paces tokens by a published batch curve, and in front of them real nodes that balance by",
            "predictions, by least load with fresh counts, and in turn. Each seed's arrivals go through each",
            "node, one node after the other in changing order. Ratios are of the 95th percentile of the time",
            "to the first token, geometric means over the seeds, with 95 %% intervals. Then four tenants share a",
            "node, without and with a fifth that sends ten times its share: how much longer do the four wait?"
        })
public final class BenchPoolCommand implements Callable<Integer> {

    private static final long WARM_UP_SEED = 0x5eed;
    private static final long FLOOD_SEED = 0xf100d;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "arrivals and lengths in the format of Azure's traces; without one a bursty load of our own,"
                            + " times between arrivals of a coefficient of variation of 13")
    private @Nullable Path trace;

    @Option(
            names = "--speedup",
            paramLabel = "X",
            description = "engines and arrivals so many times as fast (default: ${DEFAULT-VALUE})")
    private double speedup = 2;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the first run; the others follow (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "so many runs of each node (default: ${DEFAULT-VALUE})")
    private int seeds = 5;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "of each run (default: ${DEFAULT-VALUE})")
    private int requests = 300;

    @Option(
            names = "--load",
            paramLabel = "SHARE",
            description =
                    "arrivals over what all engines together can end (default: ${DEFAULT-VALUE})")
    private double load = 0.85;

    @Option(
            names = "--speeds",
            paramLabel = "X",
            split = ",",
            description = "of the engines, one each (default: ${DEFAULT-VALUE})")
    private List<Double> speeds = List.of(1.0, 1.0, 2.0, 4.0);

    @Option(names = "--json", description = "one object a line for each run, the ratios last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public BenchPoolCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (!(speedup > 0)
                || seeds < 1
                || requests < 20
                || !(load > 0)
                || speeds.size() < 2
                || speeds.stream().anyMatch(speed -> !(speed > 0))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--speedup, --load and --speeds are above 0, --seeds 1 or more, --requests 20,"
                            + " and there are two speeds at least");
        }
        Arrivals arrivals = trace == null ? Arrivals.bursty() : Arrivals.of(trace);
        Path launcher = Installation.home().resolve("bin").resolve("fogline-cloud");
        say(
                "starting "
                        + speeds.size()
                        + " engines and "
                        + (Balance.values().length + 1)
                        + " nodes");
        try (PoolStage stage =
                        PoolStage.open(
                                launcher, speeds, speedup, slots(arrivals.some(requests, seed)));
                var client = new PoolLoad()) {
            warmUp(stage, client, arrivals);
            List<PoolRun> runs = measured(stage, client, arrivals);
            report(new PoolReport(runs, shared(stage, client, arrivals), seed));
        }
        return 0;
    }

    /// At half the load, so that everybody has seen engines idle and busy.
    private void warmUp(PoolStage stage, PoolLoad client, Arrivals arrivals)
            throws InterruptedException {
        List<Arrival> some = arrivals.some(requests / 2, seed ^ WARM_UP_SEED);
        for (Balance balance : Balance.values()) {
            say("warming up the node that balances by " + balance.word());
            client.send(
                    stage.node(balance),
                    anybody(paced(some, load / 2)),
                    "warm-up " + balance.word());
        }
        say("warming up the node that tenants share");
        client.send(stage.shared(), FairTrial.without(paced(some, load / 2)), "warm-up shared");
    }

    private List<PoolRun> measured(PoolStage stage, PoolLoad client, Arrivals arrivals)
            throws InterruptedException {
        var runs = new ArrayList<PoolRun>();
        for (int i = 0; i < seeds; i++) {
            List<Arrival> due = paced(arrivals.some(requests, seed + i), load);
            var order = new ArrayList<>(List.of(Balance.values()));
            Collections.rotate(order, i);
            for (Balance balance : order) {
                say("seed " + (i + 1) + " of " + seeds + ": " + balance.word());
                String name = "run " + (seed + i) + " " + balance.word();
                PoolRun run =
                        PoolRun.of(
                                seed + i,
                                balance,
                                client.send(stage.node(balance), anybody(due), name));
                runs.add(run);
                if (json) {
                    print(run.json().toString());
                }
            }
        }
        return runs;
    }

    private List<FairTrial> shared(PoolStage stage, PoolLoad client, Arrivals arrivals)
            throws InterruptedException {
        var trials = new ArrayList<FairTrial>();
        for (int i = 0; i < seeds; i++) {
            List<Arrival> others =
                    paced(arrivals.some(requests, seed + i), load * FairTrial.othersShare());
            List<Arrival> flood =
                    arrivals.some(FairTrial.floodRequests(requests), (seed + i) ^ FLOOD_SEED);
            List<Due> alone = FairTrial.without(others);
            List<Due> together = FairTrial.with(others, flood);
            say("seed " + (i + 1) + " of " + seeds + ": four tenants");
            List<Asked> calm = client.send(stage.shared(), alone, "calm " + (seed + i));
            say("seed " + (i + 1) + " of " + seeds + ": four tenants and a flood");
            List<Asked> flooded =
                    FairTrial.others(
                            together, client.send(stage.shared(), together, "flood " + (seed + i)));
            var trial =
                    new FairTrial(
                            seed + i,
                            failed(calm) + failed(flooded),
                            PoolRun.firstTokenMillisP95(calm),
                            PoolRun.firstTokenMillisP95(flooded));
            trials.add(trial);
            if (json) {
                print(trial.json().toString());
            }
        }
        return trials;
    }

    private static int failed(List<Asked> asked) {
        return (int) asked.stream().filter(one -> !one.served()).count();
    }

    private static List<Due> anybody(List<Arrival> arrivals) {
        return arrivals.stream().map(Due::anybody).toList();
    }

    /// As many requests as the engines hold together.
    private int slots(List<Arrival> some) {
        double tokens =
                some.stream()
                        .mapToInt(one -> one.promptTokens() + one.outputTokens())
                        .average()
                        .orElseThrow();
        return Math.max(1, (int) (speeds.size() * EngineCurve.times(1).kvTokens() / tokens));
    }

    private List<Arrival> paced(List<Arrival> some, double share) {
        double speed = speeds.stream().mapToDouble(Double::doubleValue).sum() * speedup;
        double capacity = EngineBatch.capacityPerSecond(EngineCurve.times(1), some) * speed;
        return Arrivals.atRate(some, share * capacity);
    }

    private void report(PoolReport report) {
        if (json) {
            print(report.summary().toString());
        } else {
            report.runs().forEach(this::row);
            compare("round robin", report.firstTokenVersus(Balance.ROUND_ROBIN));
            compare("least loaded", report.firstTokenVersus(Balance.LEAST_LOADED));
            Ratio fairness = report.fairness();
            print(
                    String.format(
                            Locale.ROOT,
                            "other tenants while one floods, p95 of the first token: %.3f times (%.3f to %.3f)",
                            fairness.value(),
                            fairness.low(),
                            fairness.high()));
        }
        if (report.failed() > 0) {
            throw new CommandException(report.failed() + " requests had no whole answer");
        }
    }

    private void row(PoolRun run) {
        print(
                String.format(
                        Locale.ROOT,
                        "seed %-4d %-13s first token %8.0f ms, p95 %8.0f ms; in all %8.0f ms, p95 %8.0f ms",
                        run.seed(),
                        run.balance().word(),
                        run.firstTokenMillisP50(),
                        run.firstTokenMillisP95(),
                        run.totalMillisP50(),
                        run.totalMillisP95()));
    }

    private void compare(String other, Ratio ratio) {
        print(
                String.format(
                        Locale.ROOT,
                        "predicted, p95 of the first token: %.3f of %s (%.3f to %.3f)",
                        ratio.value(),
                        other,
                        ratio.low(),
                        ratio.high()));
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
