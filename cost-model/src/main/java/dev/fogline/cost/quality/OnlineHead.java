package dev.fogline.cost.quality;

import dev.fogline.cost.Logistic;
import dev.fogline.spi.request.Terms;

/// What grades of one model's answers taught beyond what was known of it before.
///
/// ```
/// p = sigmoid(logit(known) + bias + sum of weight * value)     value as in TermWeights
/// step of a weight = -RATE * error * value / sqrt(START + squares)       of the bias likewise
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

    /// Of 0.02 to 0.1 on groups of MMLU's subjects and other tasks, each left out of the fit, and
    /// on simulated drift: slower was calibrated a little better after 200 grades, faster sorted
    /// better and recovered sooner. A memory of graded prompts beside it, weighed by similarity,
    /// added nothing.
    private static final double RATE = 0.08;

    /// The bias is one of some hundred terms; of 0.05 to 0.15 none was much better.
    private static final double BIAS_RATE = 0.15;

    private static final double START = 1e-4;
    private static final double BIAS_START = 1;

    /// Half is forgotten within 70 grades that hold the word.
    private static final double KEPT = 0.99;

    /// An answer drawn by chance stands for the many that were not: one grade is not worth more
    /// than so many.
    private static final int MOST_STEPS = 10;

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

    /// @param grade in [0, 1]
    /// @param weight how many answers it stands for, > 0
    record Weighed(double grade, double weight) {}

    /// How many it has learnt from.
    int grades() {
        return grades;
    }

    /// @param known in [0, 1]
    /// @return in (0, 1)
    double corrected(double known, Terms terms, TermWeights values) {
        if (grades == 0) {
            return known;
        }
        return probability(known, terms, values);
    }

    private double probability(double known, Terms terms, TermWeights values) {
        int words = terms.size() - terms.marks();
        double scale = values.scale(terms);
        double mark = TermWeights.markScale(terms);
        double sum = bias;
        for (int i = 0; i < terms.size(); i++) {
            int bucket = terms.bucket(i);
            sum += weights.first(bucket) * (i < words ? value(bucket, terms, values, scale) : mark);
        }
        return Logistic.sigmoid(Logistic.logit(known, SURE) + sum);
    }

    private static double value(int bucket, Terms terms, TermWeights values, double scale) {
        return scale == 0
                ? 1 / Math.sqrt(terms.size())
                : scale * (values.knows(bucket) ? values.idf(bucket) : values.unknown());
    }

    /// @param known what was said of the answer before anything was learnt, in [0, 1]
    /// @param values how much each term counts
    /// @param grade a weight of several takes as many steps, so that none overshoots (N.
    ///   Karampatziakis and J. Langford, "Online Importance Weight Aware Updates", 2011), but at
    ///   most [#MOST_STEPS]
    OnlineHead learn(double known, Terms terms, TermWeights values, Weighed grade) {
        double counted = Math.min(grade.weight(), MOST_STEPS);
        int steps = (int) Math.ceil(counted);
        OnlineHead head = this;
        for (int i = 0; i < steps; i++) {
            head = head.step(known, terms, values, new Weighed(grade.grade(), counted / steps));
        }
        return new OnlineHead(
                Math.min(grades, Integer.MAX_VALUE - 1) + 1,
                head.bias,
                head.biasSquares,
                head.weights);
    }

    private OnlineHead step(double known, Terms terms, TermWeights values, Weighed grade) {
        double error = (probability(known, terms, values) - grade.grade()) * grade.weight();
        int words = terms.size() - terms.marks();
        double scale = values.scale(terms);
        double mark = TermWeights.markScale(terms);
        BucketValues.Changes next = weights.changes();
        for (int i = 0; i < terms.size(); i++) {
            int bucket = terms.bucket(i);
            double value = i < words ? value(bucket, terms, values, scale) : mark;
            double gradient = error * value;
            double squares = KEPT * weights.second(bucket) + gradient * gradient;
            double step = RATE * gradient / Math.sqrt(START + squares);
            next.set(bucket, (float) (weights.first(bucket) - step), (float) squares);
        }
        double squares = KEPT * biasSquares + error * error;
        return new OnlineHead(
                grades,
                bias - BIAS_RATE * error / Math.sqrt(BIAS_START + squares),
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
