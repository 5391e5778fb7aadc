package dev.fogline.cost;

import static dev.fogline.spi.Explanation.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.Prices;
import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.TokenRates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A request of 1,000 prompt tokens, 400 of them cached, and 100 of answer, which takes 30 J in 2
/// s.
class ChargesTest {

    private static final Tokens TOKENS = new Tokens(1_000, 400, 100);
    private static final OperatingCost NONE = new OperatingCost.None();
    private static final TokenRates RATES =
            TokenRates.perMillion(BigDecimal.ONE, BigDecimal.TWO)
                    .withCachedInput(new BigDecimal("0.1"));
    private static final Prices LISTED = new Prices(RATES, "a list");
    private static final Explanation UNCACHED = leaf("uncached_tokens", 600, "tokens", "");
    private static final Explanation CACHED = leaf("cached_tokens", 400, "tokens", "");
    private static final Explanation OUTPUT = leaf("output_tokens", 100, "tokens", "");

    @Test
    void aBillIsTokensTimesRates() {
        // 600 at 1 dollar per million, 400 at 0.1, 100 at 2
        assertThat(charges(LISTED, NONE, 0).usd()).isCloseTo(840e-6, within(1e-15));
    }

    @Test
    void aLongPromptIsChargedAtItsTier() {
        var tiered =
                new Prices(
                        RATES,
                        List.of(new ContextTier(999, TokenRates.of(3_000_000, 4_000_000))),
                        0,
                        "a list",
                        "");

        assertThat(charges(tiered, NONE, 0).usd()).isCloseTo(3_400e-6, within(1e-15));
        assertThat(find(tree(charges(tiered, NONE, 0)), "input_usd").source())
                .isEqualTo("a list, the rate of so long a prompt");
    }

    @Test
    void aRequestMayHaveAPriceOfItsOwn() {
        var each = new Prices(RATES, List.of(), 5_000_000_000L, "a list", "");
        Explanation tree = tree(charges(each, NONE, 0));

        assertThat(tree.value()).isCloseTo(5_840e-6, within(1e-15));
        assertThat(tree.source()).endsWith("output_tokens * output_usd + request_usd");
        assertThat(find(tree, "request_usd").value()).isCloseTo(0.005, within(1e-15));
    }

    @Test
    void aDeviceCostsItsElectricityAndItsWear() {
        var laptop = new OperatingCost.Device(0.3, 0.036, "assumed");
        Charges charges = charges(Prices.FREE, laptop, 0);

        // 30 J at 0.3 USD/kWh, 2 s at 0.036 USD/h
        assertThat(charges.usd()).isCloseTo(2.5e-6 + 20e-6, within(1e-15));
        assertThat(find(tree(charges), "operating_usd").value()).isCloseTo(22.5e-6, within(1e-15));
    }

    @Test
    void aPoolCostsItsShareOfTheRentAsFullAsItIsWithThisRequest() {
        var pool =
                new OperatingCost.Pool(
                        3.6,
                        List.of(new BatchSpeed(1, 100), new BatchSpeed(200, 20_000)),
                        "measured");
        Explanation tree = tree(charges(LISTED, pool, 9));

        assertThat(charges(LISTED, pool, 9).usd()).isCloseTo(840e-6 + 100 * 1e-6, within(1e-15));
        assertThat(charges(LISTED, pool, 0).usd()).isCloseTo(840e-6 + 100 * 1e-5, within(1e-15));
        // 64 slots: more than a full pool never runs together
        assertThat(charges(LISTED, pool, 64).usd()).isEqualTo(charges(LISTED, pool, 63).usd());
        assertThat(tree.source()).isEqualTo("billed_usd + operating_usd");
        assertThat(find(find(tree, "operating_usd"), "tokens_per_second").source())
                .isEqualTo("the pool's curve at 10 requests");
    }

    @Test
    void anAnnouncedPoolCostsWhatTheRequestTakesFromTheOthers() {
        Charges charges = announced(Prices.FREE, 1);
        Explanation tree = tree(charges);

        // 10 run, a step grows by 1 ms each: 1e-6; 64 wait for 64 slots: a step for 10 of 19 ms
        assertThat(charges.usd()).isCloseTo(100 * (1e-6 + 1.9e-6), within(1e-15));
        assertThat(find(find(tree, "operating_usd"), "marginal_usd").source())
                .isEqualTo(
                        "what one more takes from 10 that run, by the pool's rent and curve"
                                + " (measured), announced");
    }

    @Test
    void aDecisionReckonsWithItsOwnLoad() {
        // 12.5 run, 80 wait
        assertThat(announced(Prices.FREE, 1.25).usd())
                .isCloseTo(100 * (1e-6 + 1e-3 * 0.0215 / 12.5 * 1.25), within(1e-15));
    }

    @Test
    void whoIsBilledPaysForThePoolByTheBill() {
        assertThat(announced(LISTED, 1).usd()).isCloseTo(840e-6, within(1e-15));
        assertThat(announced(Prices.unknown("no such model"), 1).usd())
                .isEqualTo(announced(Prices.FREE, 1).usd());
    }

    @Test
    void whatNobodyKnowsSaysSo() {
        Charges charges = charges(Prices.unknown("no such model"), NONE, 0);

        assertThat(charges.usd()).isZero();
        assertThat(find(tree(charges), "input_usd").source())
                .isEqualTo("price unknown: no such model");
    }

    private static Explanation tree(Charges charges) {
        Explanation tree = charges.explanation(UNCACHED, CACHED, OUTPUT, "announced");
        Formulas.check(tree);
        assertThat(tree.value()).isCloseTo(charges.usd(), within(1e-15));
        return tree;
    }

    private static Charges charges(Prices prices, OperatingCost operating, int running) {
        var profile =
                new ModelProfile(
                        "m",
                        Tier.CLOUD,
                        4_096,
                        Set.of(),
                        prices,
                        operating,
                        new EnergyProfile(0, 0, "assumed"),
                        0.5);
        var node = new NodeState(NodeState.Readiness.READY, 64, running, 0, 0, 0, 0, 0);
        return charges(profile, node);
    }

    /// Of 10 that run and 64 that wait, for 64 slots, announced.
    private static Charges announced(Prices prices, double loadFactor) {
        var pool =
                new OperatingCost.Pool(
                        3.6,
                        List.of(new BatchSpeed(1, 100), new BatchSpeed(64, 64 / 0.073)),
                        "measured");
        var profile =
                new ModelProfile(
                        "m",
                        Tier.CLOUD,
                        4_096,
                        Set.of(),
                        prices,
                        new EnergyProfile(0, 0, "assumed"),
                        0.5);
        var node = new NodeState(NodeState.Readiness.READY, 64, 10, 64, 0, 0, 0, 0);
        return charges(
                profile, node.announcing(new Announcement(0, Optional.of(pool), loadFactor)));
    }

    private static Charges charges(ModelProfile profile, NodeState node) {
        return Charges.of(new Candidate("b", profile, node), TOKENS, 30, 2);
    }

    private static Explanation find(Explanation parent, String term) {
        return parent.from().stream()
                .filter(from -> from.term().equals(term))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parent.term() + " lacks " + term));
    }
}
