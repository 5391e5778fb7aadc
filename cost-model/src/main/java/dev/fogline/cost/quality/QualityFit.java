package dev.fogline.cost.quality;

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
}
