package dev.fogline.cost;

/// A straight line `y = intercept + slope * x` through points of which older ones count less.
///
/// Weighted least squares with exponential forgetting (Haykin, Adaptive Filter Theory, ch. 13):
/// every new point multiplies the weight of all earlier ones by [#MEMORY]. Neither coefficient is
/// negative: more work never takes less, and nothing takes less than no time. Immutable.
///
/// @param weight sum of the weights, > 0
/// @param x weighted sum of x
/// @param y weighted sum of y
/// @param xx weighted sum of x²
/// @param xy weighted sum of x·y
record LinearFit(double weight, double x, double y, double xx, double xy) {

    /// Forgets half in about 70 points (assumed; follows a change within the 200 requests the
    /// design allows).
    static final double MEMORY = 0.99;

    /// How many real points the assumption that a fit starts from is worth.
    private static final double PRIOR_WEIGHT = 1;

    /// A line that is assumed until points arrive; it counts as two points, at 0 and at `span`.
    static LinearFit assumed(double intercept, double slope, double span) {
        return new LinearFit(0, 0, 0, 0, 0)
                .add(0, intercept, PRIOR_WEIGHT)
                .add(span, intercept + slope * span, PRIOR_WEIGHT);
    }

    LinearFit learn(double atX, double atY) {
        var faded =
                new LinearFit(weight * MEMORY, x * MEMORY, y * MEMORY, xx * MEMORY, xy * MEMORY);
        return faded.add(atX, atY, 1);
    }

    double slope() {
        double variance = weight * xx - x * x;
        if (variance <= 1e-9 * weight * weight) {
            return 0; // all points at one place: the mean is all that is known
        }
        double free = (weight * xy - x * y) / variance;
        double throughOrigin = y / x;
        return Math.max(
                0, Math.min(free, throughOrigin)); // the bound keeps the intercept at or above 0
    }

    double intercept() {
        return intercept(slope());
    }

    double at(double atX) {
        double slope = slope();
        return intercept(slope) + slope * atX;
    }

    private double intercept(double slope) {
        return Math.max(0, (y - slope * x) / weight);
    }

    private LinearFit add(double atX, double atY, double by) {
        return new LinearFit(
                weight + by, x + by * atX, y + by * atY, xx + by * atX * atX, xy + by * atX * atY);
    }

    void save(SavedBytes.Writer to) {
        to.real(weight).real(x).real(y).real(xx).real(xy);
    }

    static LinearFit load(SavedBytes.Reader from) {
        return new LinearFit(from.real(), from.real(), from.real(), from.real(), from.real());
    }
}
