package dev.fogline.cost;

/// The logistic function, which makes a probability of a score, and its inverse.
///
/// ```
/// sigmoid(z) = 1 / (1 + exp(-z))
/// logit(p)   = ln(p / (1 - p))
/// ```
public final class Logistic {

    private Logistic() {}

    /// @return in [0, 1]; the ends only where a double cannot hold more
    public static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /// Finite for every probability.
    ///
    /// @param probability in [0, 1]
    /// @param sure in (0, 0.5): nothing counts as more probable than `1 - sure`, or as less than
    ///   `sure`
    public static double logit(double probability, double sure) {
        double p = Math.clamp(probability, sure, 1 - sure);
        return Math.log(p / (1 - p));
    }
}
