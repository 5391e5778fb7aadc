package dev.fogline.cost.curve;

/// The nearest sequence that never falls, by pooling adjacent violators (Barlow, Bartholomew,
/// Bremner and Brunk, Statistical Inference under Order Restrictions, 1972).
///
/// Nearest by weighted squares. A sequence that never falls is left as it is.
public final class Isotonic {

    private Isotonic() {}

    /// @param values in order
    /// @param weights one per value, > 0
    /// @return as many values, none below the one before it
    public static double[] nearest(double[] values, double[] weights) {
        double[] level = new double[values.length];
        double[] weight = new double[values.length];
        int[] size = new int[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            level[blocks] = values[i];
            weight[blocks] = weights[i];
            size[blocks] = 1;
            while (blocks > 0 && level[blocks - 1] > level[blocks]) {
                double both = weight[blocks - 1] + weight[blocks];
                level[blocks - 1] =
                        (level[blocks - 1] * weight[blocks - 1] + level[blocks] * weight[blocks])
                                / both;
                weight[blocks - 1] = both;
                size[blocks - 1] += size[blocks];
                blocks--;
            }
            blocks++;
        }
        return spread(level, size, values.length);
    }

    private static double[] spread(double[] level, int[] size, int length) {
        double[] all = new double[length];
        int block = 0;
        int left = size[0];
        for (int i = 0; i < length; i++) {
            if (left == 0) {
                left = size[++block];
            }
            all[i] = level[block];
            left--;
        }
        return all;
    }
}
