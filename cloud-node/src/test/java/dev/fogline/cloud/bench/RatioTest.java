package dev.fogline.cloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void isTheGeometricMeanOfTheRatios() {
        Ratio ratio = Ratio.of(new double[] {1, 4}, new double[] {2, 2}, 1);

        assertThat(ratio.value()).isCloseTo(1, within(1e-9)); // √(½ · 2)
        assertThat(ratio.low()).isCloseTo(0.5, within(1e-9));
        assertThat(ratio.high()).isCloseTo(2, within(1e-9));
    }
}
