package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    /// By hand: 0.25 was said 300 times and came true 60 times, which ten answers that keep it draw
    /// to (60 + 2.5) / 310; 0.75 came true 270 times of 300, (270 + 7.5) / 310. A thousandth of
    /// what was said is kept.
    @Test
    void goesThroughWhatCameTrue() {
        double[] said = new double[600];
        double[] good = new double[600];
        Arrays.setAll(said, i -> i < 300 ? 0.25 : 0.75);
        Arrays.setAll(good, i -> i < 300 ? (i % 5 == 0 ? 1 : 0) : (i % 10 == 0 ? 0 : 1));

        Reliability fitted = Reliability.fit(said, good);

        assertThat(fitted.of(0.25)).isCloseTo(0.999 * 62.5 / 310 + 0.001 * 0.25, within(1e-12));
        assertThat(fitted.of(0.75)).isCloseTo(0.999 * 277.5 / 310 + 0.001 * 0.75, within(1e-12));
        assertThat(fitted.of(0.5))
                .isCloseTo(0.999 * (62.5 + 277.5) / 620 + 0.001 * 0.5, within(1e-12));
        assertThat(fitted.of(0)).isZero();
        assertThat(fitted.of(1)).isEqualTo(1);
    }

    @Test
    void risesWhateverHappened() {
        var random = new Random(1);
        for (int round = 0; round < 20; round++) {
            double[] said = random.doubles(500, 0.01, 0.99).toArray();
            double[] good = random.doubles(500).map(Math::rint).toArray();

            Reliability fitted = Reliability.fit(said, good);

            for (double p = 0; p < 0.999; p += 0.001) {
                assertThat(fitted.of(p + 0.001)).isGreaterThan(fitted.of(p)).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void leavesAloneWhatFewAnswersSaid() {
        assertThat(Reliability.fit(new double[] {0.2, 0.8}, new double[] {1, 0}))
                .isEqualTo(Reliability.TRUE);
        assertThat(Reliability.TRUE.of(0.3)).isEqualTo(0.3);
    }

    @Test
    void refusesKnotsThatFall() {
        assertThatThrownBy(() -> Reliability.of(new double[] {0.2, 0.4}, new double[] {0.5, 0.4}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
