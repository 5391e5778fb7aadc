package dev.fogline.edge.online;

import static dev.fogline.edge.online.Samples.ask;
import static dev.fogline.edge.online.Samples.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.accuracy.Latency;
import dev.fogline.edge.online.Ask.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PartFiguresTest {

    /// Of 80 and 120 in turns, predicted by 100.
    private static final double NOISE = (0.25 + 1.0 / 6) / 2;

    @Test
    void repeatsAreComparedAmongAsManyClients() {
        var replays = new ArrayList<Replay>();
        for (int i = 0; i < 4; i++) {
            replays.add(repeat(1, 80));
            replays.add(repeat(3, 120));
        }

        assertThat(noise(replays)).isZero();
    }

    @Test
    void eachCompanyCountsForItsRequestsAndNotForItsRepeats() {
        var replays = new ArrayList<Replay>();
        for (int i = 0; i < 4; i++) {
            replays.add(repeat(1, 100));
            replays.add(repeat(3, i % 2 == 0 ? 80 : 120));
            replays.add(replay(ask(0, Phase.STEADY, 3, OptionalInt.empty()), 100, 70));
            replays.add(replay(ask(0, Phase.STEADY, 3, OptionalInt.empty()), 100, 70));
        }

        // four alone, without noise; twelve among three
        assertThat(noise(replays)).isEqualTo(12 * NOISE / 16, within(1e-12));
    }

    @Test
    void aCompanyWithoutRepeatsIsLeftOut() {
        var replays = new ArrayList<Replay>();
        for (int i = 0; i < 4; i++) {
            replays.add(repeat(3, i % 2 == 0 ? 80 : 120));
            replays.add(replay(ask(0, Phase.STEADY, 2, OptionalInt.empty()), 100, 70));
        }

        assertThat(noise(replays)).isEqualTo(NOISE, within(1e-12));
    }

    private static double noise(List<Replay> replays) {
        return PartFigures.of(replays).attained().get(Latency.E2E).noise();
    }

    private static Replay repeat(int clients, double measuredMillis) {
        return replay(ask(0, Phase.STEADY, clients, OptionalInt.of(1)), 100, measuredMillis);
    }
}
