package dev.fogline.cost.routing;

import java.util.Arrays;

/// How well scores tell good from bad: the probability that a good one is scored above a bad one,
/// ties counting half; the area under the ROC curve, from ranks (Mann and Whitney, 1947).
public final class Discrimination {

    private Discrimination() {}

    /// @param scores finite, one per case
    /// @param values in [0, 1], one per case, same order; good above 0.5
    /// @return in [0, 1]; 0.5 for chance, and where all are good or all bad
    public static double auc(double[] scores, double[] values) {
        double[] bad = chosen(scores, values, false);
        double[] good = chosen(scores, values, true);
        if (good.length == 0 || bad.length == 0) {
            return 0.5;
        }
        double above = 0;
        int below = 0;
        int upTo = 0;
        for (double score : good) {
            while (below < bad.length && bad[below] < score) {
                below++;
            }
            while (upTo < bad.length && bad[upTo] <= score) {
                upTo++;
            }
            above += (below + upTo) / 2.0;
        }
        return above / good.length / bad.length;
    }

    private static double[] chosen(double[] scores, double[] values, boolean good) {
        double[] chosen = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (values[i] > 0.5 == good) {
                chosen[count++] = scores[i];
            }
        }
        double[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
