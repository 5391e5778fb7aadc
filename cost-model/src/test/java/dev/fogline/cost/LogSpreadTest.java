package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogSpreadTest {

    @Test
    void oneInTwentyLiesAboveItsUpperEnd() {
        // 100 * exp(1.6449 * 0.5 * sqrt(pi / 2))
        assertThat(LogSpread.ASSUMED.around(100).p95()).isCloseTo(280.3274539411, within(1e-9));
        assertThat(LogSpread.ASSUMED.around(100).median()).isEqualTo(100);
        assertThat(LogSpread.ASSUMED.around(0).p95()).isZero();
    }

    @Test
    void aTwentiethOfEachErrorIsLearnt() {
        // 0.5 + 0.05 * (ln 2 - 0.5), whichever way it strays
        assertThat(LogSpread.ASSUMED.learn(2, 1).meanAbsolute())
                .isCloseTo(0.509657359028, within(1e-12));
        assertThat(LogSpread.ASSUMED.learn(1, 2).meanAbsolute())
                .isCloseTo(0.509657359028, within(1e-12));
    }

    @Test
    void shrinksWhilePredictionsHold() {
        assertThat(LogSpread.ASSUMED.learn(7, 7).meanAbsolute()).isEqualTo(0.475);
    }

    @Test
    void nothingBesideNothingIsNoError() {
        assertThat(LogSpread.ASSUMED.learn(0, 1e-9).meanAbsolute()).isEqualTo(0.475);
    }
}
