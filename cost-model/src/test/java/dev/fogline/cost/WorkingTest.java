package dev.fogline.cost;

import static dev.fogline.cost.Samples.IDLE;
import static dev.fogline.cost.Samples.device;
import static dev.fogline.cost.Samples.features;
import static dev.fogline.cost.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.OnlineQuality;
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

        assertThat(working.tokens().prompt()).isCloseTo(108, TINY);
        assertThat(working.outputTokens().median()).isCloseTo(25, TINY);
        assertThat(working.waitMillis()).isZero();
        assertThat(working.firstTokenMillis().median()).isCloseTo(455, TINY);
        assertThat(working.totalMillis().median()).isCloseTo(1_455, TINY);
    }

    @Test
    void everyTokenIsPaid() {
        assertThat(on(IDLE).costUsd().median()).isCloseTo(108e-6 + 25 * 2e-6, within(1e-15));
    }

    @Test
    void energyIsPowerTimesBusyTimeAndAShareOfEachToken() {
        // 10 W * 1.455 s + 0.5 J * 133
        assertThat(on(IDLE).energyJoules().median()).isCloseTo(81.05, TINY);
    }

    @Test
    void whoeverIsAheadIsWaitedFor() {
        // 5 + 100 * (1000/240 + 1000/24) ms is what an answer is assumed to take
        double service = 5 + 100_000.0 / 240 + 100_000.0 / 24;

        assertThat(on(node(Readiness.READY, 1, 1, 1)).waitMillis()).isCloseTo(2 * service, TINY);
        assertThat(on(node(Readiness.READY, 4, 4, 1)).waitMillis()).isCloseTo(service / 2, TINY);
    }

    @Test
    void aFreeSlotMeansNoWait() {
        assertThat(on(node(Readiness.READY, 4, 3, 0)).waitMillis()).isZero();
        assertThat(on(node(Readiness.READY, Integer.MAX_VALUE, 90, 5)).waitMillis()).isZero();
    }

    @Test
    void waitingCostsNoEnergy() {
        assertThat(on(node(Readiness.READY, 1, 1, 9)).energyJoules().median())
                .isCloseTo(81.05, TINY);
    }

    @Test
    void aColdModelIsLoadedFirst() {
        assertThat(on(node(Readiness.COLD, 1, 0, 0)).firstTokenMillis().median())
                .isCloseTo(2_455, TINY);
    }

    @Test
    void theEndsHoldTheShortestAndTheLongestAnswer() {
        Working working = on(IDLE, new Spread(5, 25, 125));

        // log-normal: 25 / 5 and 25 * 5 tokens, and a total that is off by 1.6449 * 0.3 in
        // logarithms
        assertThat(working.decodeMillis().median()).isCloseTo(1_000, TINY);
        assertThat(working.decodeMillis().p05()).isCloseTo(4 * 1_000 / 24.0, TINY);
        assertThat(working.decodeMillis().p95()).isCloseTo(124 * 1_000 / 24.0, TINY);
        assertThat(working.totalMillis().p95())
                .isCloseTo((455 + 124 * 1_000 / 24.0) * Math.exp(0.49347), within(1e-6));
    }

    @Test
    void requestsOfOneBatchShareThePower() {
        Working alone = on(node(Readiness.READY, 4, 0, 0));
        Working shared = on(node(Readiness.READY, 4, 3, 0));

        // a step is 1.75 times as long, and four share it: 10 W * (0.455 + 1.75) s / 4 + 0.5 J *
        // 133
        assertThat(alone.energyJoules().median()).isCloseTo(81.05, TINY);
        assertThat(shared.energyJoules().median()).isCloseTo(5.5125 + 66.5, TINY);
    }

    @Test
    void theEndsOfMoneyAndEnergyAreThoseOfTheAnswer() {
        Working working = on(IDLE, new Spread(5, 25, 125));

        assertThat(working.costUsd().p05()).isCloseTo(108e-6 + 5 * 2e-6, within(1e-15));
        assertThat(working.costUsd().p95()).isCloseTo(108e-6 + 125 * 2e-6, within(1e-15));
        assertThat(working.energyJoules().p05()).isLessThan(81.05);
        assertThat(working.energyJoules().p95()).isGreaterThan(81.05);
    }

    private static Working on(NodeState node) {
        return on(node, Spread.exactly(25));
    }

    private static Working on(NodeState node, Spread outputTokens) {
        return Working.of(
                features(400, outputTokens),
                device(node),
                Speeds.assumed(Tier.DEVICE),
                OnlineQuality.over(QualityModel.UNKNOWN));
    }
}
