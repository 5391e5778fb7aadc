package dev.fogline.cost.routing;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How far probabilities are from what happens: the expected calibration error over 15 bins of
/// equal width (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017).
public final class CalibrationError {

    private static final int BINS = 15;

    private CalibrationError() {}

    private static final int DRAWS = 100;

    /// What [#expected] would come to if every probability were true: on few rows chance alone is
    /// an error. The mean over outcomes drawn by the probabilities.
    ///
    /// @param probabilities in [0, 1], at least one
    /// @return in [0, 1]
    public static double byChance(double[] probabilities, RandomGenerator random) {
        double sum = 0;
        double[] drawn = new double[probabilities.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            Arrays.setAll(drawn, i -> random.nextDouble() < probabilities[i] ? 1 : 0);
            sum += expected(probabilities, drawn);
        }
        return sum / DRAWS;
    }

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
