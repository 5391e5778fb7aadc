package dev.fogline.cost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiscriminationTest {

    @Test
    void countsPairsInTheRightOrderAndTiesHalf() {
        // good 3 and 2 beside bad 2 and 1: above, above, tied, above
        double auc = Discrimination.auc(new double[] {3, 2, 2, 1}, new double[] {1, 0, 1, 0});

        assertThat(auc).isEqualTo(3.5 / 4);
    }

    @Test
    void isChanceWhereAllAreGood() {
        assertThat(Discrimination.auc(new double[] {1, 2}, new double[] {1, 1})).isEqualTo(0.5);
    }

    @Test
    void calibrationErrorIsTheMeanDistanceWithinBins() {
        // 0.9 and 0.92 share a bin: one of two happened, 0.41 apart; 0.1 is a bin of its own
        double error =
                CalibrationError.expected(new double[] {0.9, 0.92, 0.1}, new double[] {1, 0, 0});

        assertThat(error).isCloseTo((2 * 0.41 + 0.1) / 3, within(1e-12));
    }

    @Test
    void certaintyThatComesTrueHasNoCalibrationError() {
        assertThat(CalibrationError.expected(new double[] {1, 0}, new double[] {1, 0})).isZero();
    }
}
