package dev.fogline.cost.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalIntervalTest {

    @Test
    void ofNineteenErrorsTheNextLiesBetweenTheFirstAndTheLast() {
        ConformalInterval interval = ConformalInterval.of(logRatios(19));

        assertThat(interval.lowFactor()).isCloseTo(Math.exp(0.01), within(1e-12));
        assertThat(interval.highFactor()).isCloseTo(Math.exp(0.19), within(1e-12));
    }

    @Test
    void ofThirtyNineOneOnEachSideIsLeftOut() {
        ConformalInterval interval = ConformalInterval.of(logRatios(39));

        assertThat(interval.lowFactor()).isCloseTo(Math.exp(0.02), within(1e-12));
        assertThat(interval.highFactor()).isCloseTo(Math.exp(0.38), within(1e-12));
    }

    @Test
    void ofFewerNothingCanBeSaid() {
        ConformalInterval interval = ConformalInterval.of(logRatios(18));

        assertThat(interval.covers(1e300, 1)).isTrue();
        assertThat(interval.covers(1e-300, 1)).isTrue();
    }

    @Test
    void endsAreWithin() {
        var interval = new ConformalInterval(0.5, 2);

        assertThat(interval.covers(5, 10)).isTrue();
        assertThat(interval.covers(20, 10)).isTrue();
        assertThat(interval.covers(4.9, 10)).isFalse();
        assertThat(interval.covers(20.1, 10)).isFalse();
    }

    private static double[] logRatios(int count) {
        return IntStream.rangeClosed(1, count).mapToDouble(i -> i / 100.0).toArray();
    }
}
