package dev.fogline.cost;

import dev.fogline.spi.request.Spread;

/// How far a quantity strays from a first guess at its interval: the 90 % interval that makes up
/// for it.
///
/// ```
/// p05 = guess.p05 * exp(-below)     below = 95th percentile of ln(guess.p05 / measured)
/// p95 = guess.p95 * exp(above)      above = 95th percentile of ln(measured / guess.p95)
/// ```
///
/// Conformalised quantile regression in logarithms, each end by itself (Romano, Patterson and
/// Candès, "Conformalized quantile regression", NeurIPS 2019): where a request's own bounds make
/// the guess narrow, the interval is narrow; for a guess that is one value it is the plain
/// conformal interval. Immutable.
///
/// @param below of the lower end
/// @param above of the upper end
/// @param belowFactor `exp(-below.end())`
/// @param aboveFactor `exp(above.end())`
record Doubt(Tail below, Tail above, double belowFactor, double aboveFactor) {

    /// Quantities below this are noise of the clock, and their ratios mean nothing.
    private static final double FLOOR = 1e-3;

    /// A factor of a million either way is as bad as any.
    private static final double WORST = 14;

    static Doubt of(Tail below, Tail above) {
        return new Doubt(below, above, Math.exp(-below.end()), Math.exp(above.end()));
    }

    static Doubt assumed(double sigma) {
        return of(Tail.assumed(sigma), Tail.assumed(sigma));
    }

    /// The interval around a guess, whose median it keeps.
    Spread around(Spread guess) {
        return around(guess.p05(), guess.median(), guess.p95());
    }

    Spread around(double median) {
        return around(median, median, median);
    }

    private Spread around(double p05, double median, double p95) {
        return new Spread(
                Math.min(median, p05 * belowFactor),
                median,
                Math.min(Double.MAX_VALUE, Math.max(median, p95 * aboveFactor)));
    }

    Doubt learn(double measured, Spread guess) {
        return of(below.learn(log(guess.p05(), measured)), above.learn(log(measured, guess.p95())));
    }

    /// `ln(over / under)`, of quantities that may be 0.
    static double log(double over, double under) {
        double ratio = Math.log(Math.max(over, FLOOR) / Math.max(under, FLOOR));
        return Math.clamp(ratio, -WORST, WORST);
    }

    void save(SavedBytes.Writer to) {
        below.save(to);
        above.save(to);
    }

    static Doubt load(SavedBytes.Reader from) {
        return of(Tail.load(from), Tail.load(from));
    }
}
