package dev.fogline.cost;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Fits a [QualityHead] to graded answers: logistic regression with an L2 penalty, by AdaGrad over
/// the examples in the order given (Duchi et al., JMLR 2011). Equal examples in equal order give an
/// equal head.
public final class QualityFit {

    private static final int EPOCHS = 40;
    private static final double RATE = 0.5;
    private static final double TINY = 1e-8;

    /// Weights keep three decimals: finer ones change no probability by more than a thousandth, and
    /// fill files.
    private static final double PRECISION = 1e3;

    private final int[] buckets;
    private final double[] weights;
    private final double[] squares;
    private double bias;
    private double biasSquares;

    private QualityFit(List<Graded> examples) {
        buckets =
                examples.stream()
                        .flatMapToInt(
                                graded ->
                                        IntStream.range(0, graded.terms().size())
                                                .map(graded.terms()::bucket))
                        .sorted()
                        .distinct()
                        .toArray();
        weights = new double[buckets.length];
        squares = new double[buckets.length];
    }

    /// One answer and its grade.
    ///
    /// @param terms of the prompt
    /// @param good in [0, 1]: 1 for a good answer, 0 for a bad one
    public record Graded(Terms terms, double good) {}

    /// @param examples at least one, in an order that does not follow the grades
    /// @param penalty weight of the L2 penalty per example, ≥ 0; 0 fits the examples as closely as
    ///   it can
    public static QualityHead fit(List<Graded> examples, double penalty) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("nothing to fit");
        }
        var fit = new QualityFit(examples);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (Graded example : examples) {
                fit.step(example, penalty);
            }
        }
        double base = examples.stream().mapToDouble(Graded::good).average().orElseThrow();
        float[] narrow = new float[fit.weights.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) (Math.round(fit.weights[i] * PRECISION) / PRECISION);
        }
        return new QualityHead(base, fit.bias, fit.buckets, narrow);
    }

    private void step(Graded example, double penalty) {
        Terms terms = example.terms();
        double value = terms.size() == 0 ? 0 : 1 / Math.sqrt(terms.size());
        int[] at =
                IntStream.range(0, terms.size())
                        .map(i -> Arrays.binarySearch(buckets, terms.bucket(i)))
                        .toArray();
        double score = bias;
        for (int i : at) {
            score += weights[i] * value;
        }
        double error = QualityHead.sigmoid(score) - example.good();
        biasSquares += error * error;
        bias -= RATE * error / Math.sqrt(biasSquares + TINY);
        for (int i : at) {
            double gradient = error * value + penalty * weights[i];
            squares[i] += gradient * gradient;
            weights[i] -= RATE * gradient / Math.sqrt(squares[i] + TINY);
        }
    }
}
