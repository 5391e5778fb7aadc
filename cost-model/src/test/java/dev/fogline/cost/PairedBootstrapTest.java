package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    @Test
    void aConstantDifferenceIsCertain() {
        var result = PairedBootstrap.of(new double[] {3, 5}, new double[] {1, 3}, new Random(1));

        assertThat(result).isEqualTo(new PairedBootstrap(2, 2, 2));
    }

    /// Differences 0 and 1 in equal parts over 400 questions: standard error 0.025, so 0.5 ± 0.049.
    @Test
    void theIntervalIsTwoStandardErrorsWide() {
        double[] first = new double[400];
        Arrays.setAll(first, i -> i % 2);

        var result = PairedBootstrap.of(first, new double[400], new Random(1));

        assertThat(result.difference()).isEqualTo(0.5);
        assertThat(result.low()).isBetween(0.441, 0.461);
        assertThat(result.high()).isBetween(0.539, 0.559);
    }

    @Test
    void refusesValuesThatDoNotPair() {
        assertThatThrownBy(() -> PairedBootstrap.of(new double[2], new double[3], new Random(1)))
                .hasMessage("2 values beside 3");
    }
}
