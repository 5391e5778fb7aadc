package dev.fogline.cloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cloud.bench.EngineBatch.Job;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineBatchTest {

    /// 10 ms a step, 1 for each request, 0.1 for each prompt token; no cost of context.
    private static final EngineCurve CURVE = new EngineCurve(10, 1, 0, 0.1, 100, 20, 1);

    private final EngineBatch batch = new EngineBatch(CURVE);

    @Test
    void readsAPromptInPiecesAndThenGivesAToken() {
        batch.add(new Job(7, 30, 2));

        EngineBatch.Step first = batch.step();
        EngineBatch.Step second = batch.step();
        EngineBatch.Step third = batch.step();

        assertThat(first.tokens()).isEmpty();
        assertThat(first.millis()).isCloseTo(10 + 20 * 0.1, within(1e-9));
        assertThat(second.tokens()).containsExactly(7L);
        assertThat(second.millis()).isCloseTo(10 + 1 + 10 * 0.1, within(1e-9));
        assertThat(third.tokens()).containsExactly(7L);
        assertThat(third.millis()).isCloseTo(11, within(1e-9));
        assertThat(batch.idle()).isTrue();
    }

    @Test
    void whoDoesNotFitIntoTheCacheWaitsInTheOrderOfArrival() {
        batch.add(new Job(1, 50, 10));
        batch.add(new Job(2, 40, 1));
        batch.add(new Job(3, 1, 1)); // would fit, and does not overtake
        batch.step();

        assertThat(batch.running()).isEqualTo(1);
        assertThat(batch.waiting()).isEqualTo(2);
        assertThat(batch.kvUse()).isEqualTo(0.6);

        batch.remove(1);
        batch.step();

        assertThat(batch.running()).isEqualTo(2);
        assertThat(batch.waiting()).isZero();
    }

    @Test
    void oneThatIsLargerThanTheCacheBlocksNobodyForEver() {
        batch.add(new Job(1, 500, 1));

        for (int i = 0; i < 25; i++) {
            batch.step();
        }

        assertThat(batch.idle()).isTrue();
    }

    @Test
    void twiceTheSpeedIsTwiceTheCapacity() {
        List<Arrival> load = Arrivals.bursty().some(50, 1);

        double once = EngineBatch.capacityPerSecond(EngineCurve.times(1), load);

        assertThat(EngineBatch.capacityPerSecond(EngineCurve.times(2), load))
                .isCloseTo(2 * once, within(1e-9 * once));
    }
}
