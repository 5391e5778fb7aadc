package dev.fogline.cost;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;

/// A fitted logistic model of one model's answers: `p = 1 / (1 + exp(-(bias + sum of weights /
/// sqrt(terms))))`.
///
/// The terms of a prompt form a vector of length one, so that long prompts do not score higher than
/// short ones. Immutable; the arrays are never written after construction.
public final class QualityHead {

    private final double base;
    private final double bias;
    private final int[] buckets;
    private final float[] weights;

    /// @param base share of good answers among all that were graded, in [0, 1]: what is said of
    ///   unfamiliar prompts
    /// @param bias of the logistic model
    /// @param buckets terms that were seen, ascending
    /// @param weights one per bucket, same order
    public QualityHead(double base, double bias, int[] buckets, float[] weights) {
        if (!(base >= 0 && base <= 1) || buckets.length != weights.length) {
            throw new IllegalArgumentException(
                    "base "
                            + base
                            + " not in [0, 1], or "
                            + buckets.length
                            + " buckets for "
                            + weights.length
                            + " weights");
        }
        for (int i = 0; i < buckets.length; i++) {
            if (i > 0 && buckets[i - 1] >= buckets[i]) {
                throw new IllegalArgumentException(
                        "buckets do not ascend: " + buckets[i - 1] + ", " + buckets[i]);
            }
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("a weight is not finite: " + weights[i]);
            }
        }
        this.base = base;
        this.bias = bias;
        this.buckets = buckets.clone();
        this.weights = weights.clone();
    }

    /// Share of good answers among all that were graded.
    public double base() {
        return base;
    }

    /// Of the logistic model.
    public double bias() {
        return bias;
    }

    /// The terms that were seen, ascending; a copy.
    public int[] buckets() {
        return buckets.clone();
    }

    /// One per bucket, same order; a copy.
    public float[] weights() {
        return weights.clone();
    }

    /// Share of a prompt's terms that were seen when this was fitted, in [0, 1]; 0 for a prompt
    /// without terms.
    public double familiarity(Terms terms) {
        int seen = 0;
        for (int i = 0; i < terms.size(); i++) {
            seen += Arrays.binarySearch(buckets, terms.bucket(i)) >= 0 ? 1 : 0;
        }
        return terms.size() == 0 ? 0 : (double) seen / terms.size();
    }

    /// Probability of a good answer: the logistic model as far as the prompt is familiar, the base
    /// rate for the rest. A prompt of which nothing is known is thus never judged by extrapolation.
    public double probability(Terms terms) {
        double familiar = familiarity(terms);
        return familiar * sigmoid(score(terms)) + (1 - familiar) * base;
    }

    private double score(Terms terms) {
        double sum = 0;
        for (int i = 0; i < terms.size(); i++) {
            int at = Arrays.binarySearch(buckets, terms.bucket(i));
            sum += at >= 0 ? weights[at] : 0;
        }
        return terms.size() == 0 ? bias : bias + sum / Math.sqrt(terms.size());
    }

    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
