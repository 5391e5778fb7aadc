package dev.fogline.edge.eval;

import dev.fogline.cost.unseen.EngineTrial;
import dev.fogline.cost.unseen.Folds;
import dev.fogline.cost.unseen.MeasuredEngine;
import dev.fogline.cost.unseen.MeasuredPool;
import dev.fogline.cost.unseen.Phase;
import dev.fogline.cost.unseen.PoolFigure;
import dev.fogline.cost.unseen.PoolTrial;
import dev.fogline.cost.unseen.Prediction;
import dev.fogline.edge.door.CommandException;
import java.util.List;
import java.util.Random;

/// The figures of the cost model, each from predictions of measurements that were held out.
///
/// The goals are those of the cost model (README, "Cost model").
final class CostTrial {

    private static final double DECODE_GOAL = 0.02;
    private static final double PREFILL_GOAL = 0.04;
    private static final double ITL_GOAL = 0.08;
    private static final double JOULES_GOAL = 0.07;

    private CostTrial() {}

    /// Decode and prefill time; none if no engine was measured at two workloads.
    ///
    /// @param seed of the folds, which are the same for both
    static List<CostFigure> engines(List<MeasuredEngine> engines, long seed) {
        List<Prediction> decode = run(engines, Phase.DECODE, seed);
        return decode.isEmpty()
                ? List.of()
                : List.of(
                        CostFigure.of("decode", DECODE_GOAL, decode),
                        CostFigure.of("prefill", PREFILL_GOAL, run(engines, Phase.PREFILL, seed)));
    }

    /// The decode error of engines that are taught by no other: each predicted from its own points
    /// alone, with the same folds.
    static double untaught(List<MeasuredEngine> engines, long seed) {
        var random = new Random(seed);
        return engines.stream()
                .map(
                        alone ->
                                EngineTrial.run(
                                        List.of(alone), Phase.DECODE, Folds.STRATIFIED, random))
                .flatMap(List::stream)
                .mapToDouble(Prediction::error)
                .average()
                .orElse(0);
    }

    /// Inter-token time and joules per token.
    ///
    /// @throws CommandException if no pool has enough batch sizes
    static List<CostFigure> pools(String task, List<MeasuredPool> pools) {
        List<Prediction> itl = PoolTrial.run(pools, PoolFigure.INTER_TOKEN_MILLIS);
        if (itl.isEmpty()) {
            throw new CommandException(
                    "no pool of "
                            + task
                            + " was measured at "
                            + PoolTrial.LEAST_BATCH_SIZES
                            + " batch sizes");
        }
        return List.of(
                CostFigure.of("itl", ITL_GOAL, itl),
                CostFigure.of(
                        "joules_per_token",
                        JOULES_GOAL,
                        PoolTrial.run(pools, PoolFigure.JOULES_PER_TOKEN)));
    }

    private static List<Prediction> run(List<MeasuredEngine> engines, Phase phase, long seed) {
        return EngineTrial.run(engines, phase, Folds.STRATIFIED, new Random(seed));
    }
}
