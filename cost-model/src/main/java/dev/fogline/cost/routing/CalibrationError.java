package dev.fogline.cost.routing;

/// How far probabilities are from what happens: the expected calibration error over 15 bins of
/// equal width (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017).
public final class CalibrationError {

    private static final int BINS = 15;

    private CalibrationError() {}

    /// `sum over bins of n / N * |mean probability - mean value|`.
    ///
    /// @param probabilities in [0, 1], at least one
    /// @param values in [0, 1], same order
    /// @return in [0, 1]; 0 is best
    public static double expected(double[] probabilities, double[] values) {
        double[] excess = new double[BINS];
        for (int i = 0; i < probabilities.length; i++) {
            int bin = Math.min((int) (probabilities[i] * BINS), BINS - 1);
            excess[bin] += probabilities[i] - values[i];
        }
        double error = 0;
        for (double each : excess) {
            error += Math.abs(each);
        }
        return error / probabilities.length;
    }
}
