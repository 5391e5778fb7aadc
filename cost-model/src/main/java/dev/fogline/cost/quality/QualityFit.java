package dev.fogline.cost.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A [QualityModel] fitted to graded prompts, and how well each model's answers were predicted that
/// it had not seen.
///
/// Head and memory are tried out on folds they were not made from; their average over these is what
/// the calibration is fitted to. Then both are made from all examples. Equal examples in equal
/// order give an equal fit.
///
/// @param model what was fitted
/// @param heldOut by model name
public record QualityFit(QualityModel model, Map<String, HeldOut> heldOut) {

    public QualityFit {
        heldOut = Map.copyOf(heldOut);
    }

    /// @param examples at least as many as folds, 4, in an order that does not follow the grades;
    ///   the last are remembered
    public static QualityFit of(List<Graded> examples) {
        if (examples.size() < Fitting.FOLDS) {
            throw new IllegalArgumentException(
                    examples.size() + " graded prompts are too few to fit");
        }
        return new Fitting(examples).all();
    }

    /// What can be said of each example by a model that has not seen it (cross-fitting).
    ///
    /// @param examples as in [#of], and as many as are left without one fold are enough to fit
    /// @param folds stretches of the examples that are left out, one after the other, ≥ 2
    /// @return the model fitted without an example's fold, one per example, same order
    public static List<QualityModel> unseen(List<Graded> examples, int folds) {
        var models = new ArrayList<QualityModel>(examples.size());
        for (int fold = 0; fold < folds; fold++) {
            int from = fold * examples.size() / folds;
            int to = (fold + 1) * examples.size() / folds;
            var others = new ArrayList<>(examples);
            others.subList(from, to).clear();
            models.addAll(Collections.nCopies(to - from, of(others).model()));
        }
        return models;
    }
}
