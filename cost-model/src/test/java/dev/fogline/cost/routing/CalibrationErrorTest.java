package dev.fogline.cost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

    @Test
    void isTheMeanDistanceOfWhatWasSaidInABinFromWhatHappened() {
        // 0.31 and 0.33 share the bin from 4/15 to 5/15; 0.9 is alone
        assertThat(
                        CalibrationError.expected(
                                new double[] {0.31, 0.33, 0.9}, new double[] {0, 1, 1}))
                .isCloseTo((0.36 + 0.1) / 3, within(1e-12));
    }

    @Test
    void byChanceIsWhatTrueProbabilitiesWouldShow() {
        var random = new Random(1);

        assertThat(CalibrationError.byChance(new double[] {0, 1, 1, 0}, random)).isZero();
        assertThat(CalibrationError.byChance(new double[] {0.5}, random)).isEqualTo(0.5);
        // of two tosses, none, one or both: 0.5, 0 or 0.5, the middle one twice as probable
        assertThat(CalibrationError.byChance(new double[] {0.5, 0.5}, random))
                .isCloseTo(0.25, within(0.08));
    }
}
