package dev.fogline.cost.quality;

import dev.fogline.cost.Logistic;
import java.util.Arrays;

/// Makes of a score a probability that comes true: `p = reliability(sigmoid(offset + slope *
/// logit(score)))`, fitted on answers that the score was not (J. Platt, "Probabilistic Outputs for
/// Support Vector Machines", 1999).
///
/// @param offset finite
/// @param slope > 0, so that the order of scores is kept
/// @param reliability what is left of error: a sigmoid bends in one place alone
record Calibration(double offset, double slope, Reliability reliability) {

    /// Leaves scores as they are.
    static final Calibration NONE = new Calibration(0, 1);

    /// Prior weight, in answers, of leaving scores as they are: few answers must not bend them
    /// (assumed).
    private static final double PRIOR = 10;

    private static final int STEPS = 25;

    /// Scores count as no surer than this.
    private static final double SURE = 1e-3;

    private static final double LEAST_SLOPE = 0.05;

    Calibration {
        if (!(Double.isFinite(offset) && slope > 0 && Double.isFinite(slope))) {
            throw new IllegalArgumentException("calibration " + offset + ", " + slope);
        }
    }

    /// Without a second stage.
    Calibration(double offset, double slope) {
        this(offset, slope, Reliability.TRUE);
    }

    /// @param scores in [0, 1]
    /// @param good in [0, 1], same order
    static Calibration fit(double[] scores, double[] good) {
        Calibration first = sigmoid(scores, good);
        return new Calibration(
                first.offset,
                first.slope,
                Reliability.fit(Arrays.stream(scores).map(first::of).toArray(), good));
    }

    /// Newton's method on the log loss with a Gaussian prior around [#NONE].
    private static Calibration sigmoid(double[] scores, double[] good) {
        double offset = 0;
        double slope = 1;
        for (int step = 0; step < STEPS; step++) {
            double gradientOffset = PRIOR * offset;
            double gradientSlope = PRIOR * (slope - 1);
            double offsets = PRIOR;
            double both = 0;
            double slopes = PRIOR;
            for (int i = 0; i < scores.length; i++) {
                double x = Logistic.logit(scores[i], SURE);
                double p = Logistic.sigmoid(offset + slope * x);
                double curvature = p * (1 - p);
                gradientOffset += p - good[i];
                gradientSlope += (p - good[i]) * x;
                offsets += curvature;
                both += curvature * x;
                slopes += curvature * x * x;
            }
            double determinant = offsets * slopes - both * both;
            offset -= (slopes * gradientOffset - both * gradientSlope) / determinant;
            slope -= (offsets * gradientSlope - both * gradientOffset) / determinant;
        }
        return new Calibration(offset, Math.max(slope, LEAST_SLOPE));
    }

    double of(double score) {
        return reliability.of(Logistic.sigmoid(offset + slope * Logistic.logit(score, SURE)));
    }
}
