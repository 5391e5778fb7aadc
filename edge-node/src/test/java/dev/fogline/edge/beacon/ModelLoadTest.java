package dev.fogline.edge.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.router.Outlook;
import dev.fogline.router.fair.QueueState;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import dev.fogline.spi.Prices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelLoadTest {

    private static final OperatingCost NONE = new OperatingCost.None();

    /// A thousandth of a dollar a second; steps of 10 ms for 10 requests, of 20 ms for 110.
    private static final Pool POOL =
            new Pool(3.6, List.of(new BatchSpeed(10, 1_000), new BatchSpeed(110, 5_500)), "a test");

    @Test
    void backendsOfOneModelAreOneModel() {
        ModelLoad load =
                load(
                        outlook("a", NONE, node(Readiness.COLD, 4, 4, 3, 10).reading(80), 700),
                        outlook("b", NONE, node(Readiness.READY, 8, 5, 0, 30).reading(20), 0),
                        outlook("c", NONE, NodeState.down(0), 0));

        assertThat(load.readiness()).isEqualTo(Readiness.READY);
        assertThat(load.slots()).isEqualTo(12);
        assertThat(load.running()).isEqualTo(12);
        assertThat(load.queued()).isZero();
        assertThat(load.unreadTokens()).isEqualTo(100);
        assertThat(load.tokensPerSecond()).isEqualTo(40);
        assertThat(load.waitMillis()).isZero();
        assertThat(load.pool()).isEmpty();
    }

    /// An engine that tells nothing of itself: what is sent there runs, as far as it has been seen
    /// to run together.
    @Test
    void anEngineOfUnknownSlotsIsFullWhereItsCurveEnds() {
        ModelLoad load =
                load(outlook("a", POOL, node(Readiness.READY, Integer.MAX_VALUE, 132, 0, 0), 0));

        assertThat(load.slots()).isEqualTo(110);
        assertThat(load.running()).isEqualTo(110);
        assertThat(load.queued()).isEqualTo(22);
        assertThat(load.tokensPerSecond()).isEqualTo(5_500);
        assertThat(load.averageUsd(POOL)).isCloseTo(1e-3 / 5_500, within(1e-15));
        assertThat(load.marginalUsd(POOL)).isCloseTo(1.2e-3 / 5_500, within(1e-12));
    }

    @Test
    void whoWaitsAtTheDoorWaitsForEveryModel() {
        ModelLoad load =
                load(outlook("a", POOL, node(Readiness.READY, Integer.MAX_VALUE, 40, 0, 0), 30))
                        .behind(
                                new QueueState(
                                        40,
                                        40,
                                        7,
                                        OptionalDouble.empty(),
                                        Optional.of(Duration.ofMillis(200))));

        assertThat(load.slots()).isEqualTo(40);
        assertThat(load.running()).isEqualTo(40);
        assertThat(load.queued()).isEqualTo(7);
        assertThat(load.waitMillis()).isEqualTo(230);
    }

    @Test
    void whatABackendAnnouncesIsPassedOn() {
        NodeState told =
                node(Readiness.READY, 110, 40, 0, 0)
                        .announcing(new Announcement(0, Optional.of(POOL)));

        assertThat(load(outlook("a", NONE, told, 0)).pool()).contains(POOL);
    }

    @Test
    void aModelThatNobodyServesIsDown() {
        ModelLoad load = load(outlook("a", POOL, NodeState.down(0), 0));

        assertThat(load.readiness()).isEqualTo(Readiness.DOWN);
        assertThat(load.load()).isZero();
    }

    @Test
    void aRequestMoreIsNewsOfAFewAndNotOfMany() {
        assertThat(running(3).differs(running(2), 0.05)).isTrue();
        assertThat(running(101).differs(running(100), 0.05)).isFalse();
        assertThat(running(95).differs(running(100), 0.05)).isTrue();
        assertThat(running(7).differs(running(7), 0)).isFalse();
    }

    @Test
    void thatPromptsAreReadIsNewsAndHowFarIsNot() {
        assertThat(unread(400).differs(unread(0), 0.05)).isTrue();
        assertThat(unread(0).differs(unread(400), 0.05)).isTrue();
        assertThat(unread(300).differs(unread(400), 0.05)).isFalse();
    }

    private static ModelLoad unread(int tokens) {
        return load(outlook("a", NONE, node(Readiness.READY, 4, 1, 0, 0).reading(tokens), 0));
    }

    private static ModelLoad running(int running) {
        return load(outlook("a", NONE, node(Readiness.READY, Integer.MAX_VALUE, running, 0, 0), 0));
    }

    private static ModelLoad load(Outlook... outlooks) {
        List<ModelLoad> loads = ModelLoad.of(List.of(outlooks));
        assertThat(loads).hasSize(1);
        return loads.getFirst();
    }

    private static NodeState node(
            Readiness readiness, int slots, int running, int queued, double tokensPerSecond) {
        return new NodeState(readiness, slots, running, queued, tokensPerSecond, 0, 0, 0);
    }

    private static Outlook outlook(
            String backend, OperatingCost cost, NodeState node, double waitMillis) {
        var profile =
                new ModelProfile(
                        "m",
                        ModelProfile.Tier.CLOUD,
                        4_096,
                        Set.of(),
                        Prices.FREE,
                        cost,
                        new EnergyProfile(0, 0, "a test"),
                        0.5);
        return new Outlook(new Candidate(backend, profile, node), waitMillis);
    }
}
