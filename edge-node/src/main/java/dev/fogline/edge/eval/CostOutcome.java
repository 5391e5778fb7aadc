package dev.fogline.edge.eval;

import java.util.List;
import java.util.Map;

/// All that `fogline eval cost` has to say.
///
/// @param figures decode, prefill, itl and joules_per_token
/// @param apart decode and prefill of the engines that are shown apart, perhaps none
/// @param tasks itl and joules_per_token of the other tasks, by the task's name
/// @param noise error left to whoever knows a workload already, by figure, where it was repeated
/// @param otherFolds the error with other folds, by figure
/// @param untaught decode error of engines that learn nothing from others, a fraction
/// @param tooFew pools of too few batch sizes to leave one out
/// @param seed of the folds
record CostOutcome(
        List<CostFigure> figures,
        List<CostFigure> apart,
        Map<String, List<CostFigure>> tasks,
        Map<String, Double> noise,
        Map<String, OtherFolds> otherFolds,
        double untaught,
        List<String> tooFew,
        long seed) {}
