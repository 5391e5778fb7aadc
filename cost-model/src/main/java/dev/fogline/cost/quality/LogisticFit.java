package dev.fogline.cost.quality;

import dev.fogline.cost.Logistic;
import java.util.Arrays;

/// Fits a logistic regression with an L2 penalty, by Newton's method with conjugate gradients.
///
/// ```
/// p = 1 / (1 + exp(-(bias + sum of weight * value)))
/// minimised: sum over rows of count * -(good * ln p + (1 - good) * ln(1 - p)) + penalty / 2 * sum of weight²
/// ```
///
/// After Lin, Weng and Keerthi, "Trust Region Newton Method for Large-Scale Logistic Regression",
/// JMLR 2008, with halved steps in place of the trust region. The problem is convex, so the start
/// does not matter and equal rows give equal weights. The bias is not penalised.
final class LogisticFit {

    private static final int NEWTON_STEPS = 15;
    private static final int GRADIENT_STEPS = 25;

    /// Of the gradient's length at the start: below, the weights no longer change in their third
    /// decimal.
    private static final double CLOSE_ENOUGH = 1e-3;

    /// Of the gradient's length at this step, for the inner problem (the forcing term of the
    /// paper).
    private static final double INNER = 0.1;

    private static final int HALVINGS = 20;
    private static final double LEAST_CURVATURE = 1e-9;

    private final SparseRows rows;
    private final double[] good;
    private final double[] counts;
    private final double penalty;

    /// The weights and, last, the bias.
    private double[] at;

    private LogisticFit(SparseRows rows, double[] good, double[] counts, double penalty) {
        this.rows = rows;
        this.good = good;
        this.counts = counts;
        this.penalty = penalty;
        at = new double[rows.columns() + 1];
        double mean = (dot(good, counts) + 0.5) / (Arrays.stream(counts).sum() + 1);
        at[rows.columns()] = Math.log(mean / (1 - mean));
    }

    /// @param good one per row, in [0, 1]
    /// @param counts how much each row counts, ≥ 0; 0 leaves it out
    /// @param penalty > 0
    /// @return the weight of each column and, last, the bias
    static double[] of(SparseRows rows, double[] good, double[] counts, double penalty) {
        var fit = new LogisticFit(rows, good, counts, penalty);
        fit.descend();
        return fit.at;
    }

    private void descend() {
        double[] scores = rows.times(at);
        double loss = loss(scores, at);
        double enough = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] p = Arrays.stream(scores).map(Logistic::sigmoid).toArray();
            double[] gradient = gradient(p);
            double length = Math.sqrt(dot(gradient, gradient));
            enough = step == 0 ? length * CLOSE_ENOUGH : enough;
            if (length <= enough) {
                return;
            }
            double[] direction = direction(p, gradient, length * INNER);
            double[] slope = rows.times(direction);
            double share = 1;
            double next = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < HALVINGS && !(next < loss); halving++) {
                share = halving == 0 ? 1 : share / 2;
                next = loss(moved(scores, slope, share), moved(at, direction, share));
            }
            if (!(next < loss)) {
                return; // as close as doubles come
            }
            at = moved(at, direction, share);
            scores = moved(scores, slope, share);
            loss = next;
        }
    }

    private double loss(double[] scores, double[] weights) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = scores[i];
            double row = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - good[i] * z;
            loss += counts[i] * row;
        }
        double squares = dot(weights, weights) - square(weights[weights.length - 1]);
        return loss + penalty / 2 * squares;
    }

    private double[] gradient(double[] p) {
        double[] errors = new double[p.length];
        Arrays.setAll(errors, i -> counts[i] * (p[i] - good[i]));
        return penalised(rows.transposedTimes(errors), at);
    }

    private double[] penalised(double[] gradient, double[] weights) {
        for (int i = 0; i < gradient.length - 1; i++) {
            gradient[i] += penalty * weights[i];
        }
        return gradient;
    }

    /// Solves `hessian * direction = -gradient` by conjugate gradients.
    private double[] direction(double[] p, double[] gradient, double enough) {
        double[] direction = new double[gradient.length];
        double[] residual = Arrays.stream(gradient).map(g -> -g).toArray();
        double[] search = residual.clone();
        double squares = dot(residual, residual);
        for (int step = 0; step < GRADIENT_STEPS && Math.sqrt(squares) > enough; step++) {
            double[] curved = hessianTimes(p, search);
            double share = squares / dot(search, curved);
            direction = moved(direction, search, share);
            residual = moved(residual, curved, -share);
            double next = dot(residual, residual);
            search = moved(residual, search, next / squares);
            squares = next;
        }
        return direction;
    }

    private double[] hessianTimes(double[] p, double[] search) {
        double[] product = rows.times(search);
        for (int i = 0; i < product.length; i++) {
            product[i] *= counts[i] * Math.max(p[i] * (1 - p[i]), LEAST_CURVATURE);
        }
        return penalised(rows.transposedTimes(product), search);
    }

    private static double[] moved(double[] from, double[] direction, double share) {
        double[] moved = new double[from.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = from[i] + share * direction[i];
        }
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
