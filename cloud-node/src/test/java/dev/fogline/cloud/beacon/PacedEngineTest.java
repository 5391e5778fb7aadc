package dev.fogline.cloud.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two slots; a step takes 10 ms for one and 20 ms for both. A thousandth of a dollar a second.
@Timeout(10)
class PacedEngineTest {

    private final PacedEngine engine =
            new PacedEngine(
                    new Pool(
                            3.6,
                            List.of(new BatchSpeed(1, 100), new BatchSpeed(2, 100)),
                            "a test"));

    @Test
    void tokensComeAsFastAsTheCurveSays() throws Exception {
        PacedRun run = engine.add(10);

        engine.advance(0.011);
        assertThat(run.next()).isEqualTo(1);
        engine.advance(0.04);
        assertThat(run.next()).isEqualTo(4);
        engine.advance(0.06);
        assertThat(run.next()).isEqualTo(5);
        assertThat(run.next()).isZero();
        assertThat(engine.load()).isZero();
    }

    @Test
    void whoFindsNoSlotWaits() throws Exception {
        PacedRun first = engine.add(1);
        PacedRun second = engine.add(1);
        PacedRun third = engine.add(1);

        engine.advance(0.021);
        assertThat(first.next()).isEqualTo(1);
        assertThat(second.next()).isEqualTo(1);
        assertThat(engine.load()).isEqualTo(1);
        engine.advance(0.011);
        assertThat(third.next()).isEqualTo(1);
    }

    @Test
    void whoLeavesMakesRoom() {
        PacedRun run = engine.add(100);
        engine.advance(0.01);

        engine.remove(run);

        assertThat(engine.load()).isZero();
    }

    @Test
    void aTollIsWhatOneMoreWouldTakeAndCost() {
        assertThat(engine.toll(10).seconds()).isCloseTo(0.1, within(1e-9));
        engine.add(100);
        engine.add(100);
        engine.add(100);
        engine.advance(0.001);

        // two run, one waits: 20 ms a step, and two are ahead of two slots
        PacedEngine.Toll full = engine.toll(10);
        assertThat(full.seconds()).isCloseTo(0.2 * 2, within(1e-9));
        // 10 ms more a step, and half a turn of 10 ms a token
        assertThat(full.usd()).isCloseTo(10 * 1e-3 * (0.01 + 0.01 / 2), within(1e-12));
    }
}
