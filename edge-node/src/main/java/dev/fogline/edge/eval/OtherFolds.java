package dev.fogline.edge.eval;

import dev.fogline.cost.unseen.EngineTrial;
import dev.fogline.cost.unseen.Folds;
import dev.fogline.cost.unseen.MeasuredEngine;
import dev.fogline.cost.unseen.Phase;
import dev.fogline.cost.unseen.Prediction;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// How much of an error is the luck of the folds: the mean error with others.
///
/// @param stratified over as many seeds, folds dealt as in the report
/// @param shuffled over as many seeds, folds dealt by chance alone, where neighbouring points may
///   be missing together
record OtherFolds(DoubleSummaryStatistics stratified, DoubleSummaryStatistics shuffled) {

    /// How many seeds are tried.
    static final int SEEDS = 20;

    /// @param seed the report's own; the seeds after it are tried
    static OtherFolds of(List<MeasuredEngine> engines, Phase phase, long seed) {
        return new OtherFolds(
                errors(engines, phase, Folds.STRATIFIED, seed),
                errors(engines, phase, Folds.SHUFFLED, seed));
    }

    private static DoubleSummaryStatistics errors(
            List<MeasuredEngine> engines, Phase phase, Folds folds, long seed) {
        return LongStream.rangeClosed(seed + 1, seed + SEEDS)
                .mapToDouble(
                        other ->
                                EngineTrial.run(engines, phase, folds, new Random(other)).stream()
                                        .mapToDouble(Prediction::error)
                                        .average()
                                        .orElseThrow())
                .summaryStatistics();
    }
}
