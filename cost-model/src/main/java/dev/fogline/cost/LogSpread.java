package dev.fogline.cost;

import dev.fogline.spi.request.Spread;

/// How far a positive quantity strays from its prediction, as the mean absolute logarithm of the
/// ratio.
///
/// With log-normal errors `sigma = meanAbsolute * sqrt(pi / 2)`, and one value in twenty lies above
/// `median * exp(1.645 * sigma)`. Immutable.
///
/// @param meanAbsolute mean of |ln(measured / predicted)|, ≥ 0
record LogSpread(double meanAbsolute) {

    /// Before anything was measured: a factor of about 1.65 either way (assumed).
    static final LogSpread ASSUMED = new LogSpread(0.5);

    private static final double Z95 = 1.6449;
    private static final double STEP = 0.05;

    /// Quantities below this are noise of the clock, and their ratios mean nothing.
    private static final double FLOOR = 1e-3;

    LogSpread learn(double measured, double predicted) {
        double error = Math.abs(Math.log(Math.max(measured, FLOOR) / Math.max(predicted, FLOOR)));
        return new LogSpread(meanAbsolute + STEP * (error - meanAbsolute));
    }

    double sigma() {
        return meanAbsolute * Math.sqrt(Math.PI / 2);
    }

    Spread around(double median) {
        double factor = Math.exp(Z95 * sigma());
        return new Spread(median / factor, median, median * factor);
    }
}
