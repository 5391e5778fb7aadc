package dev.fogline.cost.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.drift.DriftTrial.Step;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecoveredTest {

    @Test
    void countsTheGradesUntilLittleIsLost() {
        List<Step> frozen = steps("new", 0.4, 200);
        List<Step> learning =
                Stream.concat(steps("new", 0.4, 60).stream(), steps("new", 0, 140).stream())
                        .toList();

        Recovered found = Recovered.of("new", learning, frozen);

        // of the 50 from the 49th on, 12 lose 0.4: 0.096 a request, a quarter of 0.4 being 0.1
        assertThat(found.labels()).hasValue(48);
        assertThat(found.frozenRegret()).isCloseTo(0.4, within(1e-12));
        assertThat(found.regret()).isCloseTo(0.12, within(1e-12));
    }

    @Test
    void whereNothingWasLostNothingIsMadeUpFor() {
        List<Step> none = steps("new", 0, 100);

        assertThat(Recovered.of("new", none, none).labels()).hasValue(0);
    }

    @Test
    void whatIsNotMadeUpForIsSaid() {
        List<Step> lost = steps("new", 0.4, 100);

        assertThat(Recovered.of("new", lost, lost).labels()).isEmpty();
    }

    private static List<Step> steps(String topic, double regret, int count) {
        return Collections.nCopies(count, new Step(topic, regret, 1));
    }
}
