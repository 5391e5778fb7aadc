package dev.fogline.router;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.PoolPrice;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import dev.fogline.spi.Option;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An edge of a simulation: it decides by the policy `balanced` with an estimator of its own, and
/// learns from its own answers alone.
final class SimulatedEdge {

    static final int PROMPT_TOKENS = 50;
    private static final Objective BALANCED =
            new Objective("balanced", NamedPolicy.USUAL_PRICE, List.of(), List.of());

    private final SimulatedEngine device;
    private LearningEstimator estimator = Samples.untaught();
    private Optional<NodeState> heard = Optional.empty();
    private int inPool;
    private int inPoolWhenHeard;

    /// @param tokensPerSecond of its device
    SimulatedEdge(double tokensPerSecond) {
        var alone = new Pool(0, List.of(new BatchSpeed(1, tokensPerSecond)), "a device");
        this.device = new SimulatedEngine(alone);
    }

    void hears(NodeState announced) {
        heard = Optional.of(announced);
        inPoolWhenHeard = inPool;
    }

    SimulatedEngine device() {
        return device;
    }

    /// Sends a request where the policy wants it.
    ///
    /// @param chance of this decision, see [LoadSpread]
    /// @param own whether what it has sent itself since it heard the beacon is added
    /// @return whether it went to the pool
    boolean ask(int tokens, double nowSeconds, double chance, boolean own, SimulatedEngine pool) {
        Candidate cloud =
                candidate("pool", Tier.CLOUD, LoadSpread.reckoned(poolAsKnown(own), chance));
        Candidate local =
                candidate(
                        "device",
                        Tier.DEVICE,
                        new NodeState(
                                NodeState.Readiness.READY,
                                1,
                                device.running(),
                                device.queued(),
                                0,
                                0,
                                0,
                                0));
        Features features = features();
        var order =
                BALANCED.rank(
                                features,
                                List.of(eligible(features, local), eligible(features, cloud)))
                        .order();
        Candidate chosen = ((Option.Single) order.getFirst()).candidate();
        boolean toPool = chosen.equals(cloud);
        inPool += toPool ? 1 : 0;
        (toPool ? pool : device)
                .add(
                        new SimulatedEngine.Run(
                                tokens,
                                nowSeconds,
                                run -> {
                                    inPool -= toPool ? 1 : 0;
                                    learn(features, chosen, run);
                                }));
        return toPool;
    }

    private NodeState poolAsKnown(boolean own) {
        if (heard.isEmpty()) {
            return new NodeState(
                    NodeState.Readiness.READY, Integer.MAX_VALUE, inPool, 0, 0, 0, 0, 0);
        }
        NodeState told = heard.get();
        int load = told.running() + told.queued() + (own ? inPool - inPoolWhenHeard : 0);
        int running = Math.clamp(load, 0, told.slots());
        return new NodeState(
                        told.readiness(),
                        told.slots(),
                        running,
                        Math.max(0, load - running),
                        0,
                        0,
                        0,
                        0)
                .announcing(told.announcement().orElseThrow());
    }

    private Eligible eligible(Features features, Candidate candidate) {
        Estimate estimate = estimator.estimate(features, candidate, 0);
        return new Eligible(candidate, estimate);
    }

    private void learn(Features features, Candidate chosen, SimulatedEngine.Run run) {
        estimator =
                estimator.learn(
                        new Measured(
                                chosen.backend(),
                                chosen.model().name(),
                                chosen.model().tier(),
                                features,
                                chosen.node(),
                                estimator.estimate(features, chosen, 0),
                                new Timings(run.firstMillis(), run.totalMillis()),
                                Usage.counted(PROMPT_TOKENS, run.tokens())));
    }

    private static Candidate candidate(String backend, Tier tier, NodeState node) {
        return new Candidate(
                backend,
                new ModelProfile(
                        "m",
                        tier,
                        4_096,
                        Set.of(),
                        Prices.FREE,
                        new EnergyProfile(0, 0, "none"),
                        0.7),
                node);
    }

    private static Features features() {
        return new Features(
                4 * PROMPT_TOKENS,
                PROMPT_TOKENS,
                new Spread(10, 60, 200),
                500,
                DataClass.PUBLIC,
                Set.of(),
                0,
                0,
                Terms.NONE);
    }

    /// What is announced of an engine.
    static NodeState announced(SimulatedEngine pool, Pool price) {
        double wait = Math.max(0, 1e3 * (pool.seconds(60) - 60 * stepSeconds(pool, price)));
        return new NodeState(
                        NodeState.Readiness.READY,
                        pool.slots(),
                        pool.running(),
                        pool.queued(),
                        0,
                        0,
                        0,
                        0)
                .announcing(new Announcement(wait, Optional.of(price)));
    }

    private static double stepSeconds(SimulatedEngine pool, Pool price) {
        double batch = Math.min(pool.slots(), pool.running() + 1.0);
        return batch / new PoolPrice(price).tokensPerSecond(batch);
    }
}
