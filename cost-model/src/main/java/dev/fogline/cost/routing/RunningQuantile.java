package dev.fogline.cost.routing;

/// A threshold that a wanted share of scores lies above, whatever becomes of the scores.
///
/// ```
/// threshold' = clamp(threshold + STEP * (taken - wanted))      taken = 1 above the threshold, else 0
/// ```
///
/// Quantile tracking by online gradient descent on the pinball loss (I. Gibbs and E. Candès,
/// "Adaptive Conformal Inference Under Distribution Shift", 2021, proposition 4.1). Summed up, the
/// steps telescope: as long as no bound is met, after `n` scores `|mean of taken - wanted| =
/// |threshold - first threshold| / (STEP * n)`, for any sequence of scores, drifting or chosen by
/// an enemy. Scores that are all equal are shared out by turns.
///
/// Immutable.
///
/// @param wanted mean of what is taken, positive; from 1 on everything is
/// @param threshold in [-1, 1]
public record RunningQuantile(double wanted, double threshold) {

    /// So that a share follows a change within some hundred scores and wavers by few hundredths,
    /// for scores that are differences of probabilities (assumed; see the simulations in its test).
    static final double STEP = 0.01;

    /// So that no single one moves the threshold by more than a tenth.
    static final double MOST_TAKEN = 10;

    public RunningQuantile {
        if (!(wanted > 0 && Double.isFinite(wanted)) || !(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "wanted "
                            + wanted
                            + " not positive or threshold "
                            + threshold
                            + " not in [-1, 1]");
        }
    }

    /// Begins where the scores are 0.
    public static RunningQuantile of(double wanted) {
        return new RunningQuantile(wanted, 0);
    }

    /// Whether a score lies above.
    public boolean takes(double score) {
        return score > threshold;
    }

    /// The next one.
    ///
    /// @param taken what was really taken of this one, ≥ 0, on the scale of what is wanted: for a
    ///   share 1 or 0. More than [#MOST_TAKEN] counts as much as that.
    public RunningQuantile after(double taken) {
        double step = STEP * (Math.min(taken, MOST_TAKEN) - wanted);
        return new RunningQuantile(wanted, Math.clamp(threshold + step, -1, 1));
    }
}
