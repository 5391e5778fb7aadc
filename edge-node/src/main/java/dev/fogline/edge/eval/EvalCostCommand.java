package dev.fogline.edge.eval;

import dev.fogline.cost.unseen.EngineTrial;
import dev.fogline.cost.unseen.MeasuredEngine;
import dev.fogline.cost.unseen.MeasuredPool;
import dev.fogline.cost.unseen.Phase;
import dev.fogline.cost.unseen.PoolTrial;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline eval cost`: how well the cost model predicts public measurements of engines it has not
/// seen.
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts public measurements of inference engines by curves drawn without them, and prints the mean",
            "|predicted - measured| / measured beside that of a plain form fitted to the same points, and the share",
            "within the 90 %% intervals. Decode and prefill times: five folds of the distinct (prompt, batch) points of",
            "each engine (Splitwise). Inter-token time and joules per token: each batch size left out in turn",
            "(ML.ENERGY). Figures are fractions."
        })
final class EvalCostCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "a folder with splitwise/perf_model.csv and mlenergy/*.json")
    private Path data = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the folds (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--json",
            description = "print one object per engine and pool, and the figures as the last one")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    EvalCostCommand() {}

    @Override
    public Integer call() {
        CostData measured = CostData.read(data);
        List<MeasuredEngine> judged = measured.judged();
        PrintWriter out = spec.commandLine().getOut();
        CostOutcome outcome = outcome(measured, judged);
        if (json) {
            new CostJson(out).print(outcome);
        } else {
            new CostTable(out).print(outcome);
        }
        out.flush();
        return 0;
    }

    private CostOutcome outcome(CostData measured, List<MeasuredEngine> judged) {
        var progress = new Progress(spec.commandLine().getErr());
        progress.show("five folds of " + judged.size() + " engines");
        var figures = new ArrayList<>(CostTrial.engines(judged, seed));
        if (figures.isEmpty()) {
            throw new CommandException("no engine in " + data + " was measured at two workloads");
        }
        List<MeasuredPool> pools = measured.pools().getOrDefault(CostData.TASK, List.of());
        figures.addAll(CostTrial.pools(CostData.TASK, pools));
        progress.show("other folds of " + judged.size() + " engines");
        var noise = new TreeMap<String, Double>();
        var others = new TreeMap<String, OtherFolds>();
        for (Phase phase : Phase.values()) {
            String name = phase == Phase.DECODE ? "decode" : "prefill";
            noise.put(name, EngineTrial.noise(judged, phase));
            others.put(name, OtherFolds.of(judged, phase, seed));
        }
        progress.end();
        return new CostOutcome(
                figures,
                CostTrial.engines(measured.apart(), seed),
                otherTasks(measured),
                noise,
                others,
                CostTrial.untaught(judged, seed),
                pools.stream()
                        .filter(pool -> pool.batchSizes() < PoolTrial.LEAST_BATCH_SIZES)
                        .map(MeasuredPool::name)
                        .toList(),
                seed);
    }

    private static Map<String, List<CostFigure>> otherTasks(CostData measured) {
        var tasks = new TreeMap<String, List<CostFigure>>();
        measured.pools()
                .forEach(
                        (task, pools) -> {
                            if (!task.equals(CostData.TASK)) {
                                tasks.put(task, CostTrial.pools(task, pools));
                            }
                        });
        return tasks;
    }
}
