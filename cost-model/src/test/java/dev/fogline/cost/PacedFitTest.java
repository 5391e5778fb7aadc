package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// `10 + x` milliseconds, assumed by points at 0 and 100.
class PacedFitTest {

    private static final PacedFit ASSUMED =
            PacedFit.assumed(new double[] {10, 1}, new double[][] {{1, 0}, {1, 100}});

    @Test
    void theFirstAnswerSetsTheLevelAndKeepsTheProportions() {
        PacedFit next = ASSUMED.learn(new double[] {1, 90}, 10, 1);

        assertThat(next.at(new double[] {1, 90})).isCloseTo(10, within(1e-9));
        assertThat(next.at(new double[] {1, 0})).isCloseTo(1, within(1e-9));
    }

    @Test
    void halfTheSpeedIsFollowedWithinThirtyAnswers() {
        PacedFit fit = taught(taught(ASSUMED, 300, 1), 30, 2);

        assertThat(fit.at(new double[] {1, 50})).isCloseTo(120, Percentage.withPercentage(3));
        assertThat(fit.at(new double[] {1, 5})).isCloseTo(30, Percentage.withPercentage(3));
        assertThat(fit.pace().drifts()).isEqualTo(1);
    }

    @Test
    void aSteadyServerDoesNotDrift() {
        assertThat(taught(ASSUMED, 500, 1).pace().drifts()).isZero();
        assertThat(taught(ASSUMED, 500, 1).pace().factor()).isCloseTo(1, within(1e-6));
    }

    @Test
    void oneWildAnswerMovesLittle() {
        PacedFit fit = taught(ASSUMED, 300, 1);
        PacedFit next = fit.learn(new double[] {1, 50}, 6_000, 1);

        assertThat(next.at(new double[] {1, 50})).isCloseTo(60, Percentage.withPercentage(6));
    }

    @Test
    void noTimeAtAllIsTakenForAFiftieth() {
        PacedFit next = ASSUMED.learn(new double[] {1, 90}, 0, 1);

        assertThat(next.at(new double[] {1, 90})).isCloseTo(2, within(1e-9));
    }

    private static PacedFit taught(PacedFit from, int answers, double factor) {
        PacedFit fit = from;
        for (int i = 0; i < answers; i++) {
            double x = i * 37 % 100;
            fit = fit.learn(new double[] {1, x}, factor * (10 + x), 1);
        }
        return fit;
    }
}
