package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LinearFitTest {

    @Test
    void beginsAsTheAssumedLine() {
        LinearFit fit = LinearFit.assumed(10, 2, 100);

        assertThat(fit.intercept()).isEqualTo(10);
        assertThat(fit.slope()).isEqualTo(2);
        assertThat(fit.at(50)).isEqualTo(110);
    }

    @Test
    void onePointMovesItByItsWeight() {
        // weights 0.99, 0.99, 1: the new point in the middle lifts the line and does not turn it
        LinearFit fit = LinearFit.assumed(10, 2, 100).learn(50, 160);

        assertThat(fit.slope()).isCloseTo(2, within(1e-12));
        assertThat(fit.intercept()).isCloseTo(79.8 / 2.98, within(1e-12));
    }

    @Test
    void moreWorkNeverTakesLess() {
        LinearFit fit = LinearFit.assumed(100, 0, 10).learn(10, 0);

        assertThat(fit.slope()).isZero();
        assertThat(fit.intercept()).isCloseTo(198 / 2.98, within(1e-12));
    }

    @Test
    void nothingTakesNoLessThanNoTime() {
        // unbounded, the line would have slope 1 and begin at -50 / 2.98
        LinearFit fit = LinearFit.assumed(0, 1, 100).learn(50, 0);

        assertThat(fit.slope()).isCloseTo(99.0 / 149, within(1e-12));
        assertThat(fit.intercept()).isCloseTo(0, within(1e-12));
    }

    @Test
    void isTheMeanWhereAllPointsAreAtOnePlace() {
        LinearFit fit = LinearFit.assumed(5, 0, 0);

        assertThat(fit.slope()).isZero();
        assertThat(fit.at(1_000)).isEqualTo(5);
    }

    @Test
    void convergesToATrueLine() {
        LinearFit fit = learn(LinearFit.assumed(5, 4, 100), 2_000, 20, 3);

        assertThat(fit.intercept()).isCloseTo(20, within(1e-4));
        assertThat(fit.slope()).isCloseTo(3, within(1e-6));
    }

    @Test
    void followsAHalvedSpeedWithin200Points() {
        LinearFit slow = learn(learn(LinearFit.assumed(5, 4, 100), 2_000, 20, 3), 200, 40, 6);

        assertThat(slow.at(100)).isCloseTo(640, Percentage.withPercentage(10));
    }

    private static LinearFit learn(LinearFit fit, int points, double intercept, double slope) {
        LinearFit next = fit;
        for (int i = 0; i < points; i++) {
            double x = 10 + i * 37 % 200;
            next = next.learn(x, intercept + slope * x);
        }
        return next;
    }
}
