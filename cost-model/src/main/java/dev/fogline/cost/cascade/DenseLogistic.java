package dev.fogline.cost.cascade;

import dev.fogline.cost.Logistic;
import java.util.List;

/// Fits a logistic regression with an L2 penalty on a handful of dense columns, by Newton's method.
///
/// ```
/// p = 1 / (1 + exp(-(bias + sum of weight * value)))
/// minimised: sum over rows of -(good * ln p + (1 - good) * ln(1 - p)) + PENALTY / 2 * sum of (weight * scale)²
/// ```
///
/// `scale` is a column's standard deviation, so the unit of a column does not matter; the bias is
/// not penalised. The problem is convex, and equal rows give equal weights.
final class DenseLogistic {

    /// Of 0.3, 1, 3 and 10 none made a difference on 1,509 drafts of the demo's small model.
    private static final double PENALTY = 1;

    private static final int STEPS = 30;
    private static final double CLOSE_ENOUGH = 1e-9;

    /// What a column that never changes is divided by.
    private static final double LEAST_SCALE = 1e-9;

    private DenseLogistic() {}

    /// @param rows of equal length, at least one
    /// @param good one per row, in [0, 1]
    /// @return the weight of each column and, last, the bias
    static double[] of(List<double[]> rows, double[] good) {
        int columns = rows.getFirst().length;
        double[] means = new double[columns];
        double[] scales = new double[columns];
        standardise(rows, means, scales);
        double[] at = new double[columns + 1];
        double[] x = new double[columns + 1];
        x[columns] = 1;
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[columns + 1];
            double[][] hessian = new double[columns + 1][columns + 1];
            for (int column = 0; column < columns; column++) {
                gradient[column] = PENALTY * at[column];
                hessian[column][column] = PENALTY;
            }
            for (int row = 0; row < good.length; row++) {
                for (int column = 0; column < columns; column++) {
                    x[column] = (rows.get(row)[column] - means[column]) / scales[column];
                }
                double p = Logistic.sigmoid(dot(at, x));
                double curvature = Math.max(p * (1 - p), CLOSE_ENOUGH);
                for (int i = 0; i <= columns; i++) {
                    gradient[i] += (p - good[row]) * x[i];
                    for (int j = 0; j <= i; j++) {
                        hessian[i][j] += curvature * x[i] * x[j];
                    }
                }
            }
            double[] move = solve(hessian, gradient);
            double moved = 0;
            for (int i = 0; i <= columns; i++) {
                at[i] -= move[i];
                moved = Math.max(moved, Math.abs(move[i]));
            }
            if (moved < CLOSE_ENOUGH) {
                break;
            }
        }
        return inUnits(at, means, scales);
    }

    private static void standardise(List<double[]> rows, double[] means, double[] scales) {
        for (int column = 0; column < means.length; column++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[column];
                squares += row[column] * row[column];
            }
            means[column] = sum / rows.size();
            double variance = squares / rows.size() - means[column] * means[column];
            scales[column] = variance > LEAST_SCALE ? Math.sqrt(variance) : 1;
        }
    }

    /// Weights of the columns as they are, in place of the standardised ones.
    private static double[] inUnits(double[] at, double[] means, double[] scales) {
        double[] weights = at.clone();
        for (int column = 0; column < means.length; column++) {
            weights[column] = at[column] / scales[column];
            weights[means.length] -= weights[column] * means[column];
        }
        return weights;
    }

    /// Solves `matrix * solution = right` by Cholesky's decomposition of the lower triangle.
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, LEAST_SCALE)) : sum / matrix[j][j];
            }
        }
        double[] solution = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= matrix[i][k] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                solution[i] -= matrix[k][i] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        return solution;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
