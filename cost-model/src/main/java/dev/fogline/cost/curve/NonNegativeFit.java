package dev.fogline.cost.curve;

import java.util.Arrays;

/// Coefficients, none of them negative, of a sum of terms that comes nearest to measured amounts,
/// by relative errors.
///
/// Minimises `sum of weight * ((terms · coefficients) / measured - 1)²`. With at most a handful of
/// terms every subset of them is solved (normal equations, Cholesky) and the best that has no
/// negative coefficient is the answer, which is exact (Lawson and Hanson, Solving Least Squares
/// Problems, 1974, ch. 23, do the same without trying all).
final class NonNegativeFit {

    /// Subsets are tried one by one: 2^6 of them are instant, more terms are no small form.
    private static final int MOST_TERMS = 6;

    private static final int ROUNDS = 20;

    /// Relative errors below this count alike, so that no point is hit at all costs.
    private static final double LEAST_ERROR = 0.01;

    /// Relative to a column of ones: below it the terms cannot be told apart.
    private static final double LEAST_PIVOT = 1e-10;

    private NonNegativeFit() {}

    /// The least squares of relative errors.
    ///
    /// @param terms one row per measurement
    /// @param measured same order, above 0
    static double[] leastSquares(double[][] terms, double[] measured) {
        double[] even = new double[measured.length];
        Arrays.fill(even, 1);
        return solve(relative(terms, measured), even);
    }

    /// The least absolute relative errors, which is what the mean absolute percentage error
    /// measures and what an odd point moves least: squares whose weights are the inverse errors of
    /// the round before (Schlossmacher, JASA 68, 1973), twenty rounds.
    static double[] leastAbsolute(double[][] terms, double[] measured) {
        double[][] rows = relative(terms, measured);
        double[] weights = new double[measured.length];
        Arrays.fill(weights, 1);
        double[] found = solve(rows, weights);
        for (int round = 1; round < ROUNDS; round++) {
            for (int i = 0; i < rows.length; i++) {
                weights[i] = 1 / Math.max(LEAST_ERROR, Math.abs(dot(rows[i], found) - 1));
            }
            found = solve(rows, weights);
        }
        return found;
    }

    static double dot(double[] terms, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
            sum += terms[i] * coefficients[i];
        }
        return sum;
    }

    private static double[][] relative(double[][] terms, double[] measured) {
        if (terms.length == 0 || terms.length != measured.length || terms[0].length > MOST_TERMS) {
            throw new IllegalArgumentException(
                    terms.length + " rows of terms for " + measured.length + " measurements");
        }
        double[][] rows = new double[terms.length][];
        for (int i = 0; i < terms.length; i++) {
            double amount = measured[i];
            rows[i] = Arrays.stream(terms[i]).map(term -> term / amount).toArray();
        }
        return rows;
    }

    private static double[] solve(double[][] rows, double[] weights) {
        int terms = rows[0].length;
        double[] best = new double[terms];
        double least = Double.POSITIVE_INFINITY;
        for (int subset = 1; subset < 1 << terms; subset++) {
            double[] found = solve(rows, weights, subset);
            double loss = loss(rows, weights, found);
            if (loss < least) {
                least = loss;
                best = found;
            }
        }
        return best;
    }

    /// Not a number where the subset is no answer: negative, or its terms say the same.
    private static double loss(double[][] rows, double[] weights, double[] coefficients) {
        double loss = 0;
        for (int i = 0; i < rows.length; i++) {
            double error = dot(rows[i], coefficients) - 1;
            loss += weights[i] * error * error;
        }
        return loss;
    }

    private static double[] solve(double[][] rows, double[] weights, int subset) {
        int terms = rows[0].length;
        int[] used = new int[Integer.bitCount(subset)];
        for (int term = 0, next = 0; term < terms; term++) {
            if ((subset & 1 << term) != 0) {
                used[next++] = term;
            }
        }
        double[] scale = new double[used.length]; // terms differ by many orders of magnitude
        for (int j = 0; j < used.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                scale[j] += weights[i] * rows[i][used[j]] * rows[i][used[j]];
            }
            scale[j] = Math.sqrt(scale[j]);
        }
        double[][] normal = new double[used.length][used.length];
        double[] right = new double[used.length];
        for (int j = 0; j < used.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                double term = weights[i] * rows[i][used[j]] / scale[j];
                right[j] += term;
                for (int k = 0; k <= j; k++) {
                    normal[j][k] += term * rows[i][used[k]] / scale[k];
                }
            }
        }
        double[] found = cholesky(normal, right);
        double[] all = new double[terms];
        for (int j = 0; j < used.length; j++) {
            all[used[j]] = found[j] < 0 ? Double.NaN : found[j] / scale[j];
        }
        return all;
    }

    /// @param normal lower triangle of a symmetric matrix; overwritten
    private static double[] cholesky(double[][] normal, double[] right) {
        int size = right.length;
        for (int j = 0; j < size; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = normal[j][k];
                for (int i = 0; i < k; i++) {
                    sum -= normal[j][i] * normal[k][i];
                }
                if (j == k && !(sum > LEAST_PIVOT)) {
                    double[] none = new double[size];
                    Arrays.fill(none, Double.NaN);
                    return none;
                }
                normal[j][k] = j == k ? Math.sqrt(sum) : sum / normal[k][k];
            }
        }
        double[] found = right.clone();
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < j; i++) {
                found[j] -= normal[j][i] * found[i];
            }
            found[j] /= normal[j][j];
        }
        for (int j = size - 1; j >= 0; j--) {
            for (int i = j + 1; i < size; i++) {
                found[j] -= normal[i][j] * found[i];
            }
            found[j] /= normal[j][j];
        }
        return found;
    }
}
