package dev.fogline.edge.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PowerMeterTest {

    private final List<OptionalDouble> told = new ArrayList<>();
    private double watts;
    private int running;
    private final PowerMeter meter =
            PowerMeter.over(
                    nowNanos -> OptionalDouble.of(watts), () -> 0, () -> running, told::add);

    @Test
    void learnsWhatWorkTakesAboveIdle() {
        look(12, 4, 0);
        look(12, 19, 2);

        assertThat(told.getFirst()).isEmpty();
        assertThat(told.getLast()).hasValue(15);
    }

    @Test
    void anIntervalInWhichWorkBeganOrEndedDoesNotCount() {
        look(12, 4, 0);
        look(12, 19, 2);
        look(1, 1_000, 0);
        look(1, 1_000, 2);

        assertThat(told.getLast()).hasValue(15);
    }

    private void look(int times, double draw, int requests) {
        watts = draw;
        running = requests;
        for (int i = 0; i < times; i++) {
            meter.look();
        }
    }
}
