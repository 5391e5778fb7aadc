package dev.fogline.cost.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.drift.DriftTrial.Step;
import dev.fogline.cost.drift.DriftTrial.Teaching;
import dev.fogline.cost.drift.SimulatedTopics.Topic;
import dev.fogline.cost.quality.OnlineQuality;
import dev.fogline.cost.quality.QualityModel;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTrialTest {

    private static final OnlineQuality UNTAUGHT = OnlineQuality.over(QualityModel.UNKNOWN);

    /// The weak model is good at it, and by the prior both are alike.
    private static final Topic EASY = new Topic("easy", 0, 2, 2);

    /// Only the strong one is.
    private static final Topic HARD = new Topic("hard", 1, -2, 2);

    @Test
    void learningLosesLessThanNot() {
        List<DriftPrompt> stream = mixed(1_000);
        var trial = new DriftTrial(0.1, 0.05);

        assertThat(mean(trial.run(UNTAUGHT, stream, Teaching.LEARNING, new Random(1))))
                .isLessThan(mean(trial.run(UNTAUGHT, stream, Teaching.FROZEN, new Random(1))) / 2);
    }

    @Test
    void withoutShadowsAModelThatIsNotAskedIsNeverSeenToBeBetter() {
        var topics = new SimulatedTopics(new Random(3));
        List<DriftPrompt> stream = topics.prompts(HARD, 300);
        // the weak one is asked as long as it is not known to be worse, then the strong one
        List<Step> steps =
                new DriftTrial(0.1, 0).run(UNTAUGHT, stream, Teaching.LEARNING, new Random(1));

        assertThat(steps).allMatch(step -> step.grades() == 1 && step.regret() >= 0);
        assertThat(mean(steps.subList(100, 300))).isLessThan(mean(steps.subList(0, 20)));
    }

    @Test
    void twoHundredGradesOfANewTopicComeTrue() {
        var topics = new SimulatedTopics(new Random(4));
        DriftTrial.Calibrated found =
                DriftTrial.calibrated(
                        UNTAUGHT,
                        topics.prompts(HARD, 200),
                        topics.prompts(HARD, 3_000),
                        new Random(1));

        assertThat(found.before()).isGreaterThan(0.2);
        assertThat(found.after()).isLessThan(0.08);
        assertThat(found.byChance()).isBetween(0.0, 0.03);
    }

    private static List<DriftPrompt> mixed(int count) {
        var topics = new SimulatedTopics(new Random(2));
        return IntStream.range(0, count)
                .mapToObj(i -> topics.prompt(i % 2 == 0 ? EASY : HARD))
                .toList();
    }

    private static double mean(List<Step> steps) {
        return steps.stream().mapToDouble(Step::regret).average().orElseThrow();
    }
}
