package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each answer is predicted before it is learnt from (Dawid, "Statistical theory: the prequential
/// approach", JRSS A 147(2), 1984).
///
/// The server takes `8 + 0.9 * prompt + 3 * running` ms to the first token and `4 + 0.5 * running +
/// 0.002 * context` between two, each times a log-normal error of 4 %; answers are of two kinds,
/// and one in three requests cuts them.
class PrequentialTest {

    private static final double NOISE = 0.04;

    private final Random random = new Random(5);
    private LearningEstimator estimator = LearningEstimator.withQuality(QualityModel.UNKNOWN);

    /// Relative errors, the tokens given, and whether the interval held, the tokens unknown.
    private record Judged(double first, double total, double between, boolean held) {}

    @Test
    void errsHardlyMoreThanTheServerScatters() {
        answers(300, 1);
        List<Judged> judged = answers(700, 1);

        // the mean of |error| is sigma * sqrt(2 / pi): 3.2 %
        assertThat(mean(judged.stream().map(Judged::first).toList())).isLessThan(0.04);
        assertThat(mean(judged.stream().map(Judged::between).toList())).isLessThan(0.04);
        assertThat(mean(judged.stream().map(Judged::total).toList())).isLessThan(0.04);
    }

    @Test
    void nineInTenTotalsLieInTheirIntervals() {
        answers(200, 1);

        assertThat(held(answers(2_000, 1))).isBetween(0.87, 0.93);
    }

    @Test
    void aServerOfHalfTheSpeedIsPredictedAsWellAsBeforeWithin60Answers() {
        answers(500, 1);
        double steady = mean(answers(300, 1).stream().map(Judged::total).toList());
        answers(60, 2);

        assertThat(mean(answers(140, 2).stream().map(Judged::total).toList()))
                .isLessThan(1.5 * steady);
    }

    @Test
    void theIntervalsHoldAgainAfterTheSpeedHalved() {
        answers(500, 1);
        answers(60, 2);

        assertThat(held(answers(1_000, 2))).isBetween(0.86, 0.94);
    }

    private List<Judged> answers(int count, double slower) {
        var judged = new ArrayList<Judged>();
        for (int i = 0; i < count; i++) {
            Measured measured = answer(slower);
            judged.add(judge(measured));
            estimator = estimator.learn(measured);
        }
        return judged;
    }

    private Judged judge(Measured measured) {
        Candidate candidate = Samples.candidate(Tier.DEVICE, measured.node());
        Estimate estimate = estimator.estimate(measured.features(), candidate, 0);
        Times times = estimator.timesGiven(measured);
        Timings real = measured.timings();
        double between =
                (real.totalMillis() - real.firstTokenMillis())
                        / (measured.usage().outputTokens() - 1);
        return new Judged(
                error(times.firstTokenMillis().median(), real.firstTokenMillis()),
                error(times.totalMillis().median(), real.totalMillis()),
                error(times.interTokenMillis(), between),
                estimate.totalMillis().holds(real.totalMillis()));
    }

    private Measured answer(double slower) {
        boolean longOne = random.nextBoolean();
        int most = random.nextInt(3) == 0 ? 16 : 4_096;
        int prompt = 10 + random.nextInt(400);
        int output = Math.clamp((int) ((longOne ? 120 : 20) * Math.exp(0.5 * gaussian())), 2, most);
        int running = random.nextInt(4);
        double context = prompt + (output - 1) / 2.0;
        double first = slower * (8 + 0.9 * prompt + 3 * running) * noise();
        double step = slower * (4 + 0.5 * running + 0.002 * context) * noise();
        var features =
                new Features(
                        4 * prompt,
                        prompt,
                        new Spread(8, Math.min(129, most), Math.min(500, most)),
                        most,
                        DataClass.PUBLIC,
                        Set.of(),
                        longOne ? 1 : 2,
                        random.nextInt(Features.PREFIXES),
                        Terms.NONE);
        NodeState node = Samples.node(Readiness.READY, 4, running, 0);
        return new Measured(
                "edge",
                "small",
                Tier.DEVICE,
                features,
                node,
                new Estimate(
                        Spread.exactly(1),
                        Spread.exactly(1),
                        Spread.exactly(0),
                        Spread.exactly(0),
                        0.5),
                new Timings(first, first + step * (output - 1)),
                Usage.counted(prompt, output));
    }

    private double noise() {
        return Math.exp(NOISE * gaussian());
    }

    private double gaussian() {
        return random.nextGaussian();
    }

    private static double error(double predicted, double real) {
        return Math.abs(predicted / real - 1);
    }

    private static double mean(List<Double> errors) {
        return errors.stream().mapToDouble(error -> error).average().orElseThrow();
    }

    private static double held(List<Judged> judged) {
        return (double) judged.stream().filter(Judged::held).count() / judged.size();
    }
}
