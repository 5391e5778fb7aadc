package dev.fogline.cost.quality;

import dev.fogline.cost.Logistic;
import dev.fogline.spi.request.Terms;

/// A fitted logistic model of one model's answers.
///
/// `p = sigmoid(bias + sum of weight * value)`, the values as in [TermWeights]. Immutable; scoring
/// allocates nothing.
final class QualityHead {

    private final double base;
    private final double bias;

    /// One per bucket; 0 where nothing is known.
    private final float[] weights;

    private QualityHead(double base, double bias, float[] weights) {
        this.base = base;
        this.bias = bias;
        this.weights = weights;
    }

    /// @param base share of good answers among all that were graded, in [0, 1]: what is said of
    ///   unfamiliar prompts
    /// @param bias of the logistic model, finite
    /// @param weights one per bucket, finite; 0 where nothing is known; not copied
    static QualityHead of(double base, double bias, float[] weights) {
        if (!(base >= 0 && base <= 1) || !Double.isFinite(bias)) {
            throw new IllegalArgumentException(
                    "base " + base + " not in [0, 1], or bias " + bias + " not finite");
        }
        if (weights.length != Terms.BUCKETS) {
            throw new IllegalArgumentException(weights.length + " weights of a head");
        }
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException("a weight is not finite: " + weight);
            }
        }
        return new QualityHead(base, bias, weights);
    }

    /// Share of good answers among all that were graded.
    double base() {
        return base;
    }

    double bias() {
        return bias;
    }

    /// One per bucket; not to be written.
    float[] weights() {
        return weights;
    }

    /// What the logistic model says, uncalibrated, in [0, 1].
    double score(Terms terms, TermWeights values) {
        int words = terms.size() - terms.marks();
        double sum = 0;
        for (int i = 0; i < words; i++) {
            int bucket = terms.bucket(i);
            sum += weights[bucket] * values.idf(bucket);
        }
        double marks = 0;
        for (int i = words; i < terms.size(); i++) {
            marks += weights[terms.bucket(i)];
        }
        return Logistic.sigmoid(
                bias + sum * values.scale(terms) + marks * TermWeights.markScale(terms));
    }
}
