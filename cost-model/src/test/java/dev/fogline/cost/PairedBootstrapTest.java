package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    @Test
    void aConstantDifferenceIsCertain() {
        var bootstrap =
                PairedBootstrap.of(
                        new double[] {3, 5}, new double[] {1, 3}, new SplittableRandom(1));

        assertThat(bootstrap).isEqualTo(new PairedBootstrap(2, 2, 2));
    }

    @Test
    void theIntervalIsThatOfTheNormalApproximation() {
        // 400 differences, half 1 and half 0: 0.5 ± 1.96 * 0.5 / 20
        double[] first = new double[400];
        Arrays.setAll(first, i -> i % 2);

        var bootstrap = PairedBootstrap.of(first, new double[400], new SplittableRandom(1));

        assertThat(bootstrap.difference()).isEqualTo(0.5);
        assertThat(bootstrap.low()).isCloseTo(0.451, within(0.005));
        assertThat(bootstrap.high()).isCloseTo(0.549, within(0.005));
    }

    @Test
    void refusesWhatIsNotPaired() {
        assertThatThrownBy(
                        () ->
                                PairedBootstrap.of(
                                        new double[1], new double[2], new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 values beside 2");
    }
}
