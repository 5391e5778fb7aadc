package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {

    /// As after ten answers that were as fitted, with a scatter of 5 %.
    private static final Pace STEADY = Pace.of(0, 0.05, Pace.ENOUGH, 0, 10);

    @Test
    void isMovedATenthByEachAnswer() {
        Pace next = STEADY.learn(0.2, 1);

        assertThat(next.log()).isCloseTo(0.02, within(1e-12));
        assertThat(next.factor()).isCloseTo(Math.exp(0.02), within(1e-12));
        assertThat(next.scatter()).isCloseTo(0.05 + 0.05 * (0.2 - 0.05), within(1e-12));
    }

    @Test
    void oneWildAnswerCountsAsOneOfAFactorOfOnePointSixFive() {
        assertThat(STEADY.learn(5, 1).log()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void theFirstAnswersAreAveragedPlainly() {
        Pace begun = Pace.UNKNOWN.begun().learn(0.3, 1).learn(0, 1);

        // half of 0.3, then a third of the way back
        assertThat(begun.log()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aServerOfHalfTheSpeedIsNoticedWithinTenAnswers() {
        Pace pace = STEADY;
        int answers = 0;
        while (!pace.drifting()) {
            pace = pace.learn(Math.log(2), 1);
            answers++;
        }

        assertThat(answers).isBetween(3, 10);
        assertThat(pace.drifted().drifts()).isEqualTo(1);
        assertThat(pace.drifted().sinceDrift()).isZero();
    }

    @Test
    void scatterIsNoDrift() {
        Pace pace = STEADY;
        for (int i = 0; i < 1_000; i++) {
            pace = pace.learn(i % 2 == 0 ? 0.1 : -0.1, 1);

            assertThat(pace.drifting()).isFalse();
        }
    }
}
