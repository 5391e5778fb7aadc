package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private long nanos;
    private final Pace pace = new Pace(() -> nanos, 100);

    @Test
    void followsTheStepsSlowly() {
        step(50, 1, 0);
        assertThat(pace.tokensPerSecond()).isEqualTo(20);

        step(25, 1, 0); // 40 a second, of which a twentieth of the difference counts
        assertThat(pace.tokensPerSecond()).isEqualTo(21);
    }

    @Test
    void aStepThatReadsAPromptSaysNothingOfDecoding() {
        step(50, 1, 10);

        assertThat(pace.tokensPerSecond()).isZero();
    }

    @Test
    void tellsTheAgeOfTheStepUnderWay() {
        pace.stepStarts(25);
        nanos += 3_000_000;

        assertThat(pace.decodeMillis()).isEqualTo(3);
        assertThat(pace.kvUse()).isEqualTo(0.25);

        pace.picks();
        nanos += 2_000_000;
        assertThat(pace.decodeMillis()).isZero();
        assertThat(pace.pickMillis()).isEqualTo(2);

        pace.stepEnds(1, 0);
        assertThat(pace.pickMillis()).isZero();
    }

    private void step(long millis, int tokens, int promptTokens) {
        pace.stepStarts(0);
        nanos += millis * 1_000_000;
        pace.stepEnds(tokens, promptTokens);
    }
}
