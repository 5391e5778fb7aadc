package dev.fogline.cost.curve;

import static dev.fogline.cost.curve.Measurements.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecodePlaneTest {

    @Test
    void findsThePlaneThatThePointsLieOn() {
        var real = new DecodePlane(30, 0.5, 0.01, 0.0002);
        List<TimedWorkload> measured =
                Stream.of(
                                new Workload(128, 1),
                                new Workload(8192, 1),
                                new Workload(512, 4),
                                new Workload(512, 16),
                                new Workload(512, 64))
                        .map(at -> new TimedWorkload(at, real.millis(at)))
                        .toList();

        DecodePlane found = DecodePlane.fit(measured);

        assertThat(found.millis(new Workload(1024, 32)))
                .isCloseTo(30 + 0.5 * 32 + 0.01 * 32 * 32 + 0.0002 * 32 * 1024, within(1e-6));
    }

    @Test
    void onePointIsTheSameEverywhere() {
        assertThat(DecodePlane.fit(List.of(timed(512, 1, 40))).millis(new Workload(512, 1)))
                .isCloseTo(40, within(1e-9));
    }
}
