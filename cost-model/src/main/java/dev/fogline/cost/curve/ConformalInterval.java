package dev.fogline.cost.curve;

import java.util.Arrays;

/// How far a positive amount may be from its prediction, as factors, with 90 % certainty.
///
/// Split conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World,
/// 2005; Lei et al., JASA 113, 2018) on `ln(measured / predicted)` of n predictions of the same
/// kind whose outcome is known: from the `floor((n + 1) * 0.05)`-th to the `ceil((n + 1) *
/// 0.95)`-th smallest. Whatever the errors look like, the next of its kind lies within with a
/// probability of at least 0.9, and of at most `0.9 + 2 / (n + 1)`. Of fewer than nineteen nothing
/// finite can be said: the interval is then unbounded.
///
/// @param lowFactor ≥ 0, at most `highFactor`
/// @param highFactor perhaps infinite
public record ConformalInterval(double lowFactor, double highFactor) {

    private static final double TAIL = 0.05;

    /// The fewest past errors that bound the next one.
    public static final int LEAST = 19;

    /// @param logRatios `ln(measured / predicted)` of earlier predictions, in any order
    public static ConformalInterval of(double[] logRatios) {
        double[] sorted = logRatios.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        if (count < LEAST) {
            return new ConformalInterval(0, Double.POSITIVE_INFINITY);
        }
        // 0.05 and 0.95 are not exact in binary: 20 * 0.05 must be one
        int low = (int) Math.floor((count + 1) * TAIL + 1e-9);
        return new ConformalInterval(Math.exp(sorted[low - 1]), Math.exp(sorted[count - low]));
    }

    /// Whether a measured amount is within.
    public boolean covers(double measured, double predicted) {
        return measured >= predicted * lowFactor && measured <= predicted * highFactor;
    }
}
