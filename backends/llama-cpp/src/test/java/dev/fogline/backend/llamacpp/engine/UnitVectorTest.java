package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitVectorTest {

    @Test
    void dividesByTheLength() {
        assertThat(UnitVector.of(new float[] {3, -4})).containsExactly(0.6f, -0.8f);
    }

    @Test
    void whatHasNoLengthIsNoNumber() {
        assertThat(UnitVector.of(new float[] {0, 0})).containsOnly(Float.NaN);
        assertThat(UnitVector.of(new float[] {1, Float.NaN})).containsOnly(Float.NaN);
        assertThat(UnitVector.of(new float[] {1, Float.POSITIVE_INFINITY})).containsOnly(Float.NaN);
    }
}
