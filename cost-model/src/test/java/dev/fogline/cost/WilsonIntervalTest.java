package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonIntervalTest {

    @Test
    void halfOfTenIsWide() {
        WilsonInterval interval = WilsonInterval.of(5, 10);

        assertThat(interval.low()).isEqualTo(0.2366, within(1e-4));
        assertThat(interval.high()).isEqualTo(0.7634, within(1e-4));
    }

    @Test
    void noneOfTenStillMayBe() {
        WilsonInterval interval = WilsonInterval.of(0, 10);

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isEqualTo(0.2775, within(1e-4)); // z² / (n + z²)
    }

    @Test
    void nothingTriedTellsNothing() {
        assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
    }

    @Test
    void moreHitsThanTrialsAreRefused() {
        assertThatThrownBy(() -> WilsonInterval.of(2, 1)).hasMessage("2 hits of 1 trials");
    }
}
