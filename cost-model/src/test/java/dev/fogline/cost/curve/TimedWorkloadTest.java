package dev.fogline.cost.curve;

import static dev.fogline.cost.curve.Measurements.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimedWorkloadTest {

    @Test
    void repeatsCountAsTheirMedian() {
        assertThat(
                        TimedWorkload.medians(
                                List.of(
                                        timed(8, 1, 5),
                                        timed(8, 1, 90),
                                        timed(8, 1, 6),
                                        timed(4, 1, 2))))
                .containsExactly(timed(4, 1, 2), timed(8, 1, 6));
    }

    @Test
    void ofTwoRepeatsTheMedianIsBetween() {
        assertThat(TimedWorkload.medians(List.of(timed(8, 1, 5), timed(8, 1, 7))))
                .containsExactly(timed(8, 1, 6));
    }

    @Test
    void refusesWhatTookNoTime() {
        assertThatThrownBy(() -> timed(8, 1, 0)).hasMessage("millis 0.0 not above 0");
        assertThatThrownBy(() -> new Workload(0, 1))
                .hasMessage("promptTokens 0 or batch 1 below 1");
    }
}
