package dev.fogline.cost;

import static dev.fogline.cost.Samples.IDLE;
import static dev.fogline.cost.Samples.device;
import static dev.fogline.cost.Samples.features;
import static dev.fogline.cost.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.request.Spread;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// 400 characters make 108 prompt tokens, which take 455 ms; 25 tokens of answer take 1,000 ms
/// more.
class WorkingTest {

    private static final Offset<Double> TINY = within(1e-9);

    @Test
    void anIdleDeviceTakesItsPrefillAndItsDecode() {
        Working working = on(IDLE);

        assertThat(working.promptTokens()).isCloseTo(108, TINY);
        assertThat(working.outputTokens().median()).isCloseTo(25, TINY);
        assertThat(working.waitMillis()).isZero();
        assertThat(working.firstTokenMillis().median()).isCloseTo(455, TINY);
        assertThat(working.totalMillis().median()).isCloseTo(1_455, TINY);
    }

    @Test
    void everyTokenIsPaid() {
        assertThat(on(IDLE).costUsd()).isCloseTo(108e-6 + 25 * 2e-6, within(1e-15));
    }

    @Test
    void energyIsPowerTimesBusyTimeAndAShareOfEachToken() {
        // 10 W * 1.455 s + 0.5 J * 133
        assertThat(on(IDLE).energyJoules()).isCloseTo(81.05, TINY);
    }

    @Test
    void whoeverIsAheadIsWaitedFor() {
        assertThat(on(node(Readiness.READY, 1, 1, 1)).waitMillis()).isCloseTo(2 * 1_455, TINY);
        assertThat(on(node(Readiness.READY, 4, 4, 1)).waitMillis()).isCloseTo(727.5, TINY);
    }

    @Test
    void aFreeSlotMeansNoWait() {
        assertThat(on(node(Readiness.READY, 4, 3, 0)).waitMillis()).isZero();
        assertThat(on(node(Readiness.READY, Integer.MAX_VALUE, 90, 5)).waitMillis()).isZero();
    }

    @Test
    void waitingCostsNoEnergy() {
        assertThat(on(node(Readiness.READY, 1, 1, 9)).energyJoules()).isCloseTo(81.05, TINY);
    }

    @Test
    void aColdModelIsLoadedFirst() {
        assertThat(on(node(Readiness.COLD, 1, 0, 0)).firstTokenMillis().median())
                .isCloseTo(2_455, TINY);
    }

    @Test
    void theUpperEndHoldsTheLongestAnswer() {
        Working working = on(IDLE, new Spread(25, 121));

        assertThat(working.decodeMillis().median()).isCloseTo(1_000, TINY);
        assertThat(working.decodeMillis().p95())
                .isCloseTo(LogSpread.ASSUMED.around(5_000).p95(), TINY);
    }

    private static Working on(NodeState node) {
        return on(node, new Spread(25, 25));
    }

    private static Working on(NodeState node, Spread outputTokens) {
        return Working.of(
                features(400, outputTokens),
                device(node),
                Speeds.assumed(Tier.DEVICE),
                QualityModel.UNKNOWN);
    }
}
