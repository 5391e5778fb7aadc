package dev.fogline.cost;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How sure a difference of two means over the same questions is, by the percentile bootstrap over
/// questions (Efron and Tibshirani, An Introduction to the Bootstrap, ch. 13).
///
/// @param difference mean of the first minus mean of the second
/// @param low lower end of the 95 % interval
/// @param high upper end of the 95 % interval
public record PairedBootstrap(double difference, double low, double high) {

    private static final int RESAMPLES = 2_000;

    /// @param first one value per question
    /// @param second one value per question, same order
    /// @param random draws the questions of each resample
    public static PairedBootstrap of(double[] first, double[] second, RandomGenerator random) {
        if (first.length != second.length || first.length == 0) {
            throw new IllegalArgumentException(first.length + " values beside " + second.length);
        }
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> first[i] - second[i]);
        double[] means = new double[RESAMPLES];
        Arrays.setAll(means, i -> resampledMean(differences, random));
        Arrays.sort(means);
        double mean = Arrays.stream(differences).average().orElseThrow();
        return new PairedBootstrap(
                mean,
                means[(int) Math.round(RESAMPLES * 0.025)],
                means[(int) Math.round(RESAMPLES * 0.975) - 1]);
    }

    private static double resampledMean(double[] values, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }
}
