package dev.fogline.cost;

import static dev.fogline.cost.Samples.IDLE;
import static dev.fogline.cost.Samples.device;
import static dev.fogline.cost.Samples.features;
import static dev.fogline.cost.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LearningEstimatorTest {

    private static final LearningEstimator UNTAUGHT =
            LearningEstimator.withQuality(QualityModel.UNKNOWN);
    private static final Features FEATURES = features(400, Spread.exactly(31));

    @Test
    void learnsAServersTrueSpeed() {
        Estimate estimate = estimate(taught(UNTAUGHT, 2_000, 1));

        // 400 characters are 110 tokens: 50 + 2 * 110 ms, then 30 tokens of 20 ms
        assertThat(estimate.firstTokenMillis().median()).isCloseTo(270, within(0.1));
        assertThat(estimate.totalMillis().median()).isCloseTo(870, Percentage.withPercentage(1));
    }

    @Test
    void followsAServerThatBecameHalfAsFastWithin200Answers() {
        Estimate estimate = estimate(taught(taught(UNTAUGHT, 2_000, 1), 200, 2));

        assertThat(estimate.firstTokenMillis().median())
                .isCloseTo(540, Percentage.withPercentage(10));
        assertThat(estimate.totalMillis().median()).isCloseTo(1_740, Percentage.withPercentage(10));
    }

    @Test
    void learningLeavesTheOldEstimatorAsItWas() {
        LearningEstimator old = taught(UNTAUGHT, 10, 1);
        Estimate before = estimate(old);

        LearningEstimator next = taught(old, 10, 4);

        assertThat(estimate(old)).isEqualTo(before).isNotEqualTo(estimate(next));
    }

    @Test
    void equalObservationsGiveEqualEstimates() {
        assertThat(estimate(taught(UNTAUGHT, 100, 1)))
                .isEqualTo(estimate(taught(UNTAUGHT, 100, 1)));
    }

    @Test
    void whatOneServerTaughtSaysNothingOfAnother() {
        var other = new Candidate("lan", device(IDLE).model(), IDLE);

        assertThat(taught(UNTAUGHT, 100, 9).estimate(FEATURES, other, 0))
                .isEqualTo(UNTAUGHT.estimate(FEATURES, other, 0));
    }

    @Test
    void saysFromHowManyAnswersItKnows() {
        assertThat(taught(UNTAUGHT, 3, 1).explain(FEATURES, device(IDLE), 0).get(0).from().get(1))
                .extracting(prefill -> prefill.from().get(0).source())
                .isEqualTo("learnt from 3 answers");
    }

    @Test
    void aFittedQualityReplacesThePrior() {
        // whatever the prompt, "small" answered one in four well
        var graded =
                Collections.nCopies(8, List.of(1.0, 0.0, 0.0, 0.0)).stream()
                        .flatMap(List::stream)
                        .map(grade -> new Graded(Terms.NONE, Map.of("small", grade)))
                        .toList();
        var fitted = LearningEstimator.withQuality(QualityFit.of(graded).model());

        assertThat(UNTAUGHT.estimate(FEATURES, device(IDLE), 0).quality()).isEqualTo(0.7);
        assertThat(fitted.estimate(FEATURES, device(IDLE), 0).quality()).isEqualTo(0.25);
    }

    private static Estimate estimate(LearningEstimator estimator) {
        return estimator.estimate(FEATURES, device(IDLE), 0);
    }

    /// Answers of 31 tokens by a server of `50 + 2 * tokens` ms to the first and 20 ms to each
    /// further one, times a factor; a prompt has `10 + characters / 4` tokens.
    private static LearningEstimator taught(LearningEstimator from, int answers, double factor) {
        LearningEstimator next = from;
        for (int i = 0; i < answers; i++) {
            int prompt = 20 + i * 37 % 200;
            double first = factor * (50 + 2 * prompt);
            next =
                    next.learn(
                            measured(
                                    4 * (prompt - 10),
                                    Usage.counted(prompt, 31),
                                    first,
                                    first + factor * 600));
        }
        return next;
    }
}
