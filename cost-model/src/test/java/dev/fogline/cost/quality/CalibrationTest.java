package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void leavesAloneWhatComesTrue() {
        // half of 0.5, nine of ten of 0.9
        double[] scores = new double[2_000];
        double[] good = new double[2_000];
        Arrays.setAll(scores, i -> i < 1_000 ? 0.5 : 0.9);
        Arrays.setAll(good, i -> i < 1_000 ? i % 2 : i % 10 == 0 ? 0 : 1);

        Calibration fitted = Calibration.fit(scores, good);

        assertThat(fitted.offset()).isCloseTo(0, within(1e-6));
        assertThat(fitted.slope()).isCloseTo(1, within(1e-6));
        assertThat(Calibration.NONE.of(0.9)).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void bendsTimidScoresTowardsWhatHappens() {
        // said 0.4 and 0.6, happened 0.1 and 0.9
        double[] scores = new double[10_000];
        double[] good = new double[10_000];
        Arrays.setAll(scores, i -> i < 5_000 ? 0.4 : 0.6);
        Arrays.setAll(good, i -> i < 5_000 == (i % 10 == 0) ? 1 : 0);

        Calibration fitted = Calibration.fit(scores, good);

        assertThat(fitted.of(0.6)).isCloseTo(0.9, within(0.02));
        assertThat(fitted.of(0.4)).isCloseTo(0.1, within(0.02));
    }

    @Test
    void neverTurnsTheOrderAround() {
        Calibration fitted =
                Calibration.fit(new double[] {0.1, 0.1, 0.9, 0.9}, new double[] {1, 1, 0, 0});

        assertThat(fitted.of(0.9)).isGreaterThan(fitted.of(0.1));
        assertThatThrownBy(() -> new Calibration(0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
