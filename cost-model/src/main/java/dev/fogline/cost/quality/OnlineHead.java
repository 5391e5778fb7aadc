package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;

/// What grades of one model's answers taught beyond what was known of it before.
///
/// ```
/// p = sigmoid(logit(known) + bias + sum of weight * value)     value = 1 / sqrt(terms of the prompt)
/// step of a weight = -RATE * error * value / sqrt(START + squares)
/// error            = (p - grade) * the grade's weight
/// squares          = KEPT * squares + (error * value)²
/// ```
///
/// AdaGrad (Duchi, Hazan and Singer, JMLR 2011): a rare word moves as far by its first grade as a
/// common one by its hundredth, so no table of word frequencies is needed. Its squares are
/// forgotten at a slow pace, so that a model or a topic that changes is followed however much was
/// learnt before. It starts from 0, so an unfamiliar prompt keeps what was known but for the bias.
/// Immutable; equal grades in equal order make equal heads, to the last bit.
final class OnlineHead {

    /// Of 0.03, 0.05, 0.08, 0.15 and 0.3 on eight domains that were not learnt before, by area
    /// under the gain curve and log loss after 200 grades; a memory of graded prompts beside it,
    /// weighed by similarity, added nothing.
    private static final double RATE = 0.05;

    private static final double START = 1e-4;
    private static final double BIAS_START = 1;

    /// Half is forgotten within 140 grades that hold the word.
    private static final double KEPT = 0.995;

    /// What is known counts as no surer than this.
    private static final double SURE = 0.01;

    static final OnlineHead UNTAUGHT = new OnlineHead(0, 0, 0, BucketValues.NONE);

    private final int grades;
    private final double bias;
    private final double biasSquares;

    /// Weights, and the squares of what moved them.
    private final BucketValues weights;

    private OnlineHead(int grades, double bias, double biasSquares, BucketValues weights) {
        this.grades = grades;
        this.bias = bias;
        this.biasSquares = biasSquares;
        this.weights = weights;
    }

    /// How many it has learnt from.
    int grades() {
        return grades;
    }

    /// @param known in [0, 1]
    /// @return in (0, 1)
    double corrected(double known, Terms terms) {
        if (grades == 0) {
            return known;
        }
        double p = Math.clamp(known, SURE, 1 - SURE);
        return QualityHead.sigmoid(Math.log(p / (1 - p)) + correction(terms));
    }

    private double correction(Terms terms) {
        double sum = 0;
        for (int i = 0; i < terms.size(); i++) {
            sum += weights.first(terms.bucket(i));
        }
        return bias + sum * value(terms);
    }

    private static double value(Terms terms) {
        return terms.size() == 0 ? 0 : 1 / Math.sqrt(terms.size());
    }

    /// @param known what was said of the answer before anything was learnt, in [0, 1]
    /// @param grade in [0, 1]
    /// @param weight of the grade, > 0
    OnlineHead learn(double known, Terms terms, double grade, double weight) {
        double p = corrected(Math.clamp(known, SURE, 1 - SURE), terms);
        double error = (p - grade) * weight;
        double value = value(terms);
        BucketValues.Changes next = weights.changes();
        for (int i = 0; i < terms.size(); i++) {
            int bucket = terms.bucket(i);
            double gradient = error * value;
            double squares = KEPT * weights.second(bucket) + gradient * gradient;
            double step = RATE * gradient / Math.sqrt(START + squares);
            next.set(bucket, (float) (weights.first(bucket) - step), (float) squares);
        }
        double squares = KEPT * biasSquares + error * error;
        return new OnlineHead(
                Math.min(grades, Integer.MAX_VALUE - 1) + 1,
                bias - RATE * error / Math.sqrt(BIAS_START + squares),
                squares,
                next.done());
    }

    void write(BytesOut out) {
        out.count(grades);
        out.real(bias);
        out.real(biasSquares);
        weights.write(out);
    }

    static OnlineHead read(BytesIn in) {
        int grades = in.count();
        double bias = in.real();
        double squares = in.real();
        if (!Double.isFinite(bias) || !(squares >= 0)) {
            throw new IllegalArgumentException("a bias of " + bias + " and " + squares);
        }
        return new OnlineHead(grades, bias, squares, BucketValues.read(in));
    }
}
