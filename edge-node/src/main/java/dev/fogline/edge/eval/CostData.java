package dev.fogline.edge.eval;

import dev.fogline.cost.unseen.MeasuredEngine;
import dev.fogline.cost.unseen.MeasuredPool;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The measurements that the cost model is judged on.
///
/// @param engines of `splitwise/perf_model.csv`
/// @param pools of each task in `mlenergy`, by the task's name
record CostData(List<MeasuredEngine> engines, Map<String, List<MeasuredPool>> pools) {

    /// The task that the figures are given for; others are shown apart.
    static final String TASK = "lm-arena-chat";

    private static final String SUFFIX = ".json";

    /// Two accelerators are shown apart: in the public file such an engine reads 64 prompts in an
    /// eighth of the time of 32, which no curve can and none should follow.
    private static final int APART = 2;

    /// @param folder that holds both sets
    /// @throws CommandException if one is not there, with what to do
    static CostData read(Path folder) {
        Path engines = folder.resolve("splitwise", "perf_model.csv");
        Path pools = folder.resolve("mlenergy");
        if (!Files.isReadable(engines) || !Files.isReadable(pools.resolve(TASK + SUFFIX))) {
            throw new CommandException(
                    folder
                            + " lacks splitwise/perf_model.csv or mlenergy/"
                            + TASK
                            + SUFFIX
                            + "; give --data the folder with both: the first is in the repository"
                            + " Mutinifni/splitwise-sim, the second in ml-energy/leaderboard");
        }
        var tasks = new TreeMap<String, List<MeasuredPool>>();
        for (Path task : tasks(pools)) {
            String name = String.valueOf(task.getFileName());
            tasks.put(name.substring(0, name.length() - SUFFIX.length()), MlEnergyFile.read(task));
        }
        return new CostData(SplitwiseFile.read(engines), Map.copyOf(tasks));
    }

    /// Engines that the figures are given for.
    List<MeasuredEngine> judged() {
        return engines.stream().filter(engine -> engine.parallelism() != APART).toList();
    }

    /// Engines that are shown beside them.
    List<MeasuredEngine> apart() {
        return engines.stream().filter(engine -> engine.parallelism() == APART).toList();
    }

    private static List<Path> tasks(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot list " + folder + ": " + failed.getMessage(), failed);
        }
    }
}
