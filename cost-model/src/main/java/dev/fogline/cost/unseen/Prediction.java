package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.Position;

/// A measurement beside what was predicted for it by curves that had not seen it.
///
/// @param group that the curve was drawn for
/// @param kin groups of one kin are one machine under two names, and calibrate no interval of each
///   other's
/// @param fold what was held out together with it, among the folds of its group
/// @param position where it lies, seen from the points the curve was drawn through
/// @param measured above 0
/// @param predicted by the curve, above 0
/// @param plain by the plain form, fitted to the same points
public record Prediction(
        String group,
        String kin,
        int fold,
        Position position,
        double measured,
        double predicted,
        double plain) {

    /// `|predicted - measured| / measured`, a fraction.
    public double error() {
        return Math.abs(predicted - measured) / measured;
    }

    /// The same of the plain form.
    public double plainError() {
        return Math.abs(plain - measured) / measured;
    }

    double logRatio() {
        return Math.log(measured / predicted);
    }
}
