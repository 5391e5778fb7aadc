package dev.fogline.cost.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttainedTest {

    @Test
    void theGoalHoldsWhereTheNoiseIsSmall() {
        assertThat(new Attained(0.05, 0.01, 0.05).met()).isTrue();
        assertThat(new Attained(0.051, 0.01, 0.05).met()).isFalse();
    }

    @Test
    void aQuarterAboveTheNoiseIsGoodEnough() {
        assertThat(new Attained(0.25, 0.2, 0.05).most()).isEqualTo(0.25);
        assertThat(new Attained(0.25, 0.2, 0.05).met()).isTrue();
    }
}
