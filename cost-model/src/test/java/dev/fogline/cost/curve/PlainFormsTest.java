package dev.fogline.cost.curve;

import static dev.fogline.cost.curve.Measurements.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlainFormsTest {

    private static final Offset<Double> CLOSE = within(1e-6);

    @Test
    void decodeIsAPlane() {
        // 30 + 0.5 batch + 0.001 batch prompt
        var plain =
                PlainForms.decodeMillis(
                        List.of(timed(100, 1, 30.6), timed(1000, 1, 31.5), timed(100, 10, 36)));

        assertThat(plain.applyAsDouble(new Workload(1000, 10))).isCloseTo(45, CLOSE);
    }

    @Test
    void prefillGrowsWithTokensAndTheSquareOfThePrompt() {
        // 10 + 0.1 tokens + 0.0001 batch prompt²
        var plain =
                PlainForms.prefillMillis(
                        List.of(timed(100, 1, 21), timed(1000, 1, 210), timed(100, 10, 120)));

        assertThat(plain.applyAsDouble(new Workload(1000, 10))).isCloseTo(2010, CLOSE);
    }

    @Test
    void poolsAreALineAndAHyperbola() {
        var points = List.of(new BatchPoint(10, 12, 1.1, 1), new BatchPoint(20, 14, 0.6, 1));
        var asked = new BatchPoint(100, 1, 1, 1);

        assertThat(PlainForms.interTokenMillis(points).applyAsDouble(asked)).isCloseTo(30, CLOSE);
        assertThat(PlainForms.joulesPerToken(points).applyAsDouble(asked)).isCloseTo(0.2, CLOSE);
    }
}
