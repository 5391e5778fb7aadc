package dev.fogline.cost;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Set;

/// Records these tests begin with. The device draws 10 W and 0.5 J a token, and costs 1 and 2 USD
/// per million tokens.
final class Samples {

    static final NodeState IDLE = node(Readiness.READY, 1, 0, 0);

    private Samples() {}

    static NodeState node(Readiness readiness, int slots, int running, int queued) {
        return new NodeState(readiness, slots, running, queued, 0, 0, 0, 0);
    }

    static Candidate device(NodeState node) {
        return candidate(Tier.DEVICE, node);
    }

    static Candidate device(EnergyProfile energy) {
        return candidate(Tier.DEVICE, IDLE, energy);
    }

    static Candidate candidate(Tier tier, NodeState node) {
        return candidate(tier, node, new EnergyProfile(10, 0.5, "assumed"));
    }

    private static Candidate candidate(Tier tier, NodeState node, EnergyProfile energy) {
        var prices = new Prices(1_000_000, 2_000_000, "a test");
        return new Candidate(
                "edge",
                new ModelProfile("small", tier, 4_096, Set.of(), prices, energy, 0.7),
                node);
    }

    static Features features(int characters, Spread outputTokens) {
        return features(characters, outputTokens, Terms.NONE);
    }

    static Features features(int characters, Spread outputTokens, Terms terms) {
        return new Features(
                characters,
                characters / 4,
                outputTokens,
                (int) outputTokens.p95(),
                DataClass.PUBLIC,
                Set.of(),
                0,
                0,
                terms);
    }

    /// An answer of the device model.
    static Measured measured(
            int characters, Usage usage, double firstTokenMillis, double totalMillis) {
        var one = Spread.exactly(1);
        var predicted = new Estimate(one, one, one, one, 0.5);
        return new Measured(
                "edge",
                "small",
                Tier.DEVICE,
                features(characters, new Spread(1, 100, 4_000)),
                IDLE,
                predicted,
                new Timings(firstTokenMillis, totalMillis),
                usage);
    }
}
