package dev.fogline.cost;

import static dev.fogline.cost.Samples.IDLE;
import static dev.fogline.cost.Samples.device;
import static dev.fogline.cost.Samples.features;
import static dev.fogline.cost.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LearningEstimatorTest {

    private static final LearningEstimator UNTAUGHT =
            LearningEstimator.withQuality(QualityModel.UNKNOWN);
    private static final MeasuredSpeed SPEED =
            new MeasuredSpeed(50, 2, List.of(new MeasuredSpeed.Batch(1, 50)), 800);
    private static final Features FEATURES = features(400, Spread.exactly(31));

    @Test
    void learnsAServersTrueSpeed() {
        Estimate estimate = estimate(taught(UNTAUGHT, 1_000, 1));

        // 400 characters are 110 tokens: 50 + 2 * 110 ms, then 30 tokens of 20 ms
        assertThat(estimate.firstTokenMillis().median())
                .isCloseTo(270, Percentage.withPercentage(1));
        assertThat(estimate.totalMillis().median()).isCloseTo(870, Percentage.withPercentage(1));
    }

    @Test
    void isAlmostSureOfAServerThatIsAlwaysRight() {
        Estimate estimate = estimate(taught(UNTAUGHT, 1_000, 1));

        assertThat(estimate.totalMillis().p05()).isCloseTo(870, Percentage.withPercentage(2));
        assertThat(estimate.totalMillis().p95()).isCloseTo(870, Percentage.withPercentage(2));
    }

    @Test
    void followsAServerThatBecameHalfAsFastWithinFortyAnswers() {
        LearningEstimator slowed = taught(taught(UNTAUGHT, 1_000, 1), 40, 2);
        Estimate estimate = estimate(slowed);

        assertThat(estimate.firstTokenMillis().median())
                .isCloseTo(540, Percentage.withPercentage(5));
        assertThat(estimate.totalMillis().median()).isCloseTo(1_740, Percentage.withPercentage(5));
        assertThat(slowed.drifts()).isEqualTo(Map.of("edge/small", 2L)); // prefill and decode
        assertThat(taught(UNTAUGHT, 1_000, 1).drifts()).isEmpty();
    }

    @Test
    void timesGivenAreOfTheTokensThatCame() {
        Times times =
                taught(UNTAUGHT, 1_000, 1)
                        .timesGiven(measured(7, Usage.counted(200, 11), 450, 650));

        assertThat(times.firstTokenMillis().median()).isCloseTo(450, Percentage.withPercentage(1));
        assertThat(times.totalMillis().median()).isCloseTo(650, Percentage.withPercentage(1));
        assertThat(times.interTokenMillis()).isCloseTo(20, Percentage.withPercentage(1));
    }

    @Test
    void comesBackAsItWasSaved() {
        LearningEstimator taught = taught(UNTAUGHT, 300, 1);

        LearningEstimator loaded = LearningEstimator.load(taught.save(), QualityModel.UNKNOWN);

        assertThat(estimate(loaded)).isEqualTo(estimate(taught));
        assertThat(estimate(taught(loaded, 50, 3))).isEqualTo(estimate(taught(taught, 50, 3)));
        assertThat(taught(loaded, 50, 3).save()).isEqualTo(taught(taught, 50, 3).save());
    }

    @Test
    void theSameAnswersMakeTheSameBytes() {
        assertThat(taught(UNTAUGHT, 300, 1).save()).isEqualTo(taught(UNTAUGHT, 300, 1).save());
    }

    @Test
    void nothingElseIsLoaded() {
        byte[] saved = taught(UNTAUGHT, 3, 1).save();

        assertThatThrownBy(() -> LearningEstimator.load(new byte[0], QualityModel.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class);
        for (int length = 0; length < saved.length; length += 101) {
            byte[] part = Arrays.copyOf(saved, length);
            assertThatThrownBy(() -> LearningEstimator.load(part, QualityModel.UNKNOWN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(saved, saved.length + 1);
        assertThatThrownBy(() -> LearningEstimator.load(longer, QualityModel.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state goes on after its end");
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
        assertThat(taught(UNTAUGHT, 3, 1).explain(FEATURES, device(IDLE), 0).toString())
                .contains("learnt from 3 answers");
    }

    @Test
    void aMeasuredDeviceIsExpectedToBeAsFastAsItWas() {
        LearningEstimator calibrated = UNTAUGHT.startingFrom(Map.of("edge/small", SPEED));
        Estimate estimate = estimate(calibrated);

        // 400 characters are taken for 108 tokens: 50 + 2 * 108 ms, then 30 tokens of 20 ms
        assertThat(estimate.firstTokenMillis().median())
                .isCloseTo(266, Percentage.withPercentage(1));
        assertThat(estimate.totalMillis().median()).isCloseTo(866, Percentage.withPercentage(1));
        assertThat(calibrated.explain(FEATURES, device(IDLE), 0).toString())
                .contains("measured on this device");
    }

    @Test
    void oneOddAnswerDoesNotUndoAMeasurement() {
        LearningEstimator calibrated = UNTAUGHT.startingFrom(Map.of("edge/small", SPEED));

        double assumed = estimate(taught(UNTAUGHT, 1, 10)).totalMillis().median();
        double measured = estimate(taught(calibrated, 1, 10)).totalMillis().median();

        assertThat(measured).isLessThan(assumed / 2);
    }

    @Test
    void whatWasLearntOutlivesANewMeasurement() {
        LearningEstimator taught = taught(UNTAUGHT, 100, 1);

        assertThat(estimate(taught.startingFrom(Map.of("edge/small", SPEED))))
                .isEqualTo(estimate(taught));
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
