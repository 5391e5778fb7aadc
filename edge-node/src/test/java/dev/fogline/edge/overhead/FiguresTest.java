package dev.fogline.edge.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void takesTheMedianOfTheRoundsAndWhatIsAddedToDirect() {
        var direct = new Figures("direct", List.of(round(8, 0.1)), 100, 1);
        var node =
                new Figures(
                        "fogline", List.of(round(90, 0.5), round(70, 0.3), round(80, 0.4)), 200, 1);

        var json = node.json(direct);

        assertThat(json.path("cpu_micros_per_request").asDouble()).isEqualTo(80);
        assertThat(json.path("added_millis_p50").asDouble()).isEqualTo(0.3);
        assertThat(Goals.summary(json).path("met").asBoolean()).isTrue();
    }

    @Test
    void oneFigureAboveItsGoalIsEnough() {
        var node = new Figures("fogline", List.of(round(101, 0.1)), 200, 1);

        assertThat(Goals.summary(node.json(node)).path("met").asBoolean()).isFalse();
    }

    private static Round round(double cpuMicros, double millis) {
        return new Round(cpuMicros, 1_000, cpuMicros, millis, millis, millis, millis, 0);
    }
}
