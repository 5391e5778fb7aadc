package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticTest {

    @Test
    void aScoreOfTheLogarithmOfThreeIsThreeToOne() {
        assertThat(Logistic.sigmoid(Math.log(3))).isCloseTo(0.75, within(1e-15));
        assertThat(Logistic.logit(0.75, 0.01)).isCloseTo(Math.log(3), within(1e-15));
    }

    @Test
    void certaintyIsNotEndless() {
        assertThat(Logistic.logit(0, 0.1)).isCloseTo(-Math.log(9), within(1e-15));
        assertThat(Logistic.logit(1, 0.1)).isCloseTo(Math.log(9), within(1e-15));
    }
}
