package dev.fogline.cost;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// How long one candidate's estimate with its intervals takes, and one observation to learn from.
/// No test: run its `main` on the class path of the tests, after a build.
///
/// Estimates are timed a thousand at a time, since the clock alone takes 25 ns; the candidates take
/// turns.
final class EstimateBenchmark {

    private static final int ANSWERS = 20_000;
    private static final int ROUNDS = 4_000;
    private static final int CALLS = 1_000;

    private EstimateBenchmark() {}

    /// Prints a line per question.
    public static void main(String[] arguments) {
        QualityModel quality = quality();
        LearningEstimator taught = LearningEstimator.withQuality(QualityModel.UNKNOWN);
        long start = System.nanoTime();
        for (int i = 0; i < ANSWERS; i++) {
            if (i == ANSWERS / 2) {
                start = System.nanoTime();
            }
            taught = taught.learn(answer(i));
        }
        double learnMicros = (System.nanoTime() - start) / 1e3 / (ANSWERS / 2);
        System.out.printf(Locale.ROOT, "learn: %.2f µs%n", learnMicros);
        print("estimate, no quality model", taught, Terms.NONE);
        print(
                "estimate, quality of 60 terms",
                LearningEstimator.load(taught.save(), quality),
                Terms.of(IntStream.range(0, 60).map(i -> i * 97).toArray()));
    }

    private static void print(String what, LearningEstimator estimator, Terms terms) {
        Features features = Samples.features(400, new Spread(8, 129, 500), terms);
        Candidate[] candidates =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        Samples.candidate(
                                                Tier.DEVICE,
                                                Samples.node(Readiness.READY, 4, i, i / 4)))
                        .toArray(Candidate[]::new);
        double[] nanos = new double[ROUNDS];
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum +=
                        estimator
                                .estimate(features, candidates[i % candidates.length], start)
                                .totalMillis()
                                .p95();
            }
            nanos[round] = (System.nanoTime() - start) / (double) CALLS;
        }
        double[] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.0f ns, p99 %.0f ns (%.3g)%n",
                what,
                warm[warm.length / 2],
                warm[(int) (0.99 * warm.length)],
                sum);
    }

    private static Measured answer(int i) {
        int prompt = 20 + i * 37 % 200;
        double first = 50 + 2 * prompt + i % 13;
        return Samples.measured(
                4 * (prompt - 10),
                Usage.counted(prompt, 5 + i % 60),
                first,
                first + 20 * (4 + i % 60));
    }

    private static QualityModel quality() {
        int[] buckets = IntStream.range(0, 20_000).map(i -> i * 3).toArray();
        return new QualityModel(
                Map.of("small", new QualityHead(0.5, 0, buckets, new float[buckets.length])));
    }
}
