package dev.fogline.cost.quality;

import dev.fogline.cost.routing.CalibrationError;
import dev.fogline.cost.routing.Discrimination;

/// How well a fit predicts answers it was not fitted to, by cross-validation.
///
/// @param logLoss mean of `-ln p` of what happened, ≥ 0; less is better
/// @param auc probability that a good answer is scored above a bad one, 0.5 for chance; ties count
///   half
/// @param calibrationError expected, over 15 bins, in [0, 1]; of the calibration's own answers, so
///   a little too good
public record HeldOut(double logLoss, double auc, double calibrationError) {

    private static final double SURE = 1e-9;

    /// @param probabilities in [0, 1], at least one
    /// @param good in [0, 1], same order
    static HeldOut of(double[] probabilities, double[] good) {
        double loss = 0;
        for (int i = 0; i < good.length; i++) {
            double p = Math.clamp(probabilities[i], SURE, 1 - SURE);
            loss -= good[i] * Math.log(p) + (1 - good[i]) * Math.log(1 - p);
        }
        return new HeldOut(
                loss / good.length,
                Discrimination.auc(probabilities, good),
                CalibrationError.expected(probabilities, good));
    }
}
