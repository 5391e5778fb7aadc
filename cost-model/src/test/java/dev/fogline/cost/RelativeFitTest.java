package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// `y = a + b * x`, assumed at a = 10 and b = 1 by points at 0 and 100.
class RelativeFitTest {

    private static final RelativeFit ASSUMED =
            RelativeFit.assumed(new double[] {10, 1}, new double[][] {{1, 0}, {1, 100}});

    @Test
    void beginsAtWhatIsAssumed() {
        assertThat(ASSUMED.coefficient(0)).isEqualTo(10);
        assertThat(ASSUMED.coefficient(1)).isEqualTo(1);
        assertThat(ASSUMED.at(new double[] {1, 50})).isEqualTo(60);
    }

    @Test
    void aPointOnTheLineChangesNothing() {
        RelativeFit next = ASSUMED.learn(new double[] {1, 50}, 60, 1);

        assertThat(next.coefficient(0)).isCloseTo(10, within(1e-9));
        assertThat(next.coefficient(1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void findsTheLineOfItsPoints() {
        RelativeFit fit = taught(400, 3, 0.5);

        assertThat(fit.coefficient(0)).isCloseTo(3, within(0.03));
        assertThat(fit.coefficient(1)).isCloseTo(0.5, within(0.005));
    }

    @Test
    void weighsErrorsByTheSizeOfWhatWasMeasured() {
        // one term: least relative error of 10 and 20 lies at (1/10 + 1/20) / (1/100 + 1/400) = 12
        RelativeFit fit = RelativeFit.assumed(new double[] {1}, new double[][] {});
        RelativeFit next =
                fit.learn(new double[] {1}, 10, RelativeFit.MEMORY).learn(new double[] {1}, 20, 1);

        assertThat(next.coefficient(0)).isCloseTo(12, within(0.02));
    }

    @Test
    void aTimeNearZeroDoesNotOutweighTheOthers() {
        // its error is relative to half of what was expected, 5: (10/10² + 0.1/5²) / (1/10² + 1/5²)
        RelativeFit fit = RelativeFit.assumed(new double[] {1}, new double[][] {});
        RelativeFit next =
                fit.learn(new double[] {1}, 10, RelativeFit.MEMORY).learn(new double[] {1}, 0.1, 1);

        assertThat(next.coefficient(0)).isCloseTo(2.08, within(0.02));
    }

    @Test
    void noCoefficientIsEverNegative() {
        RelativeFit fit = ASSUMED;
        for (int i = 0; i < 200; i++) {
            fit = fit.learn(new double[] {1, i % 50}, 100 - i % 50, 1);
        }

        assertThat(fit.coefficient(1)).isZero();
        assertThat(fit.coefficient(0)).isBetween(50.0, 100.0);
    }

    @Test
    void aTermThatNoPointTellsAboutKeepsItsProportion() {
        RelativeFit fit = RelativeFit.assumed(new double[] {10, 7}, new double[][] {{1, 0}});
        for (int i = 0; i < 50; i++) {
            fit = fit.learn(new double[] {1, 0}, 20, 1);
        }

        assertThat(fit.coefficient(0)).isCloseTo(20, within(0.1));
        assertThat(fit.coefficient(1)).isCloseTo(14, within(0.1));
    }

    @Test
    void scalingKeepsTheProportions() {
        RelativeFit scaled = taught(100, 3, 0.5).scaled(2, 0.5);
        RelativeFit next = scaled.learn(new double[] {1, 10}, 16, 1);

        assertThat(scaled.at(new double[] {1, 10})).isCloseTo(16, within(0.2));
        assertThat(next.at(new double[] {1, 10})).isCloseTo(16, within(0.2));
    }

    @Test
    void learningLeavesTheOldFitAsItWas() {
        ASSUMED.learn(new double[] {1, 50}, 600, 1);

        assertThat(ASSUMED.at(new double[] {1, 50})).isEqualTo(60);
    }

    private static RelativeFit taught(int points, double a, double b) {
        RelativeFit fit = ASSUMED;
        for (int i = 0; i < points; i++) {
            double x = i * 37 % 200;
            fit = fit.learn(new double[] {1, x}, a + b * x, 1);
        }
        return fit;
    }
}
