package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

    private static final Features FEATURES = new Extraction().of(request("hello"));
    private static final Aim.Price PRICE = new Aim.Price(0.001, 0.01, 0.36);

    /// 0.1 s to the first token, 3 s in all, free, 100 J, good with 0.6.
    private static final Eligible EDGE = new Eligible(edge(), estimate(100, 3_000, 0, 0.6));

    /// 0.4 s, 2 s, 0.002 USD, 100 J, 0.9.
    private static final Eligible CLOUD = new Eligible(cloud(), estimate(400, 2_000, 0.002, 0.9));

    @Test
    void everythingHasAPriceInDollars() {
        // 0.002 USD, 2 s at 0.001, 100 J at 0.36 / 3.6e6, and a tenth of 0.01
        assertThat(PRICE.toll(CLOUD.estimate())).isCloseTo(0.00501, within(1e-15));
    }

    @Test
    void theLeastPriceIsAskedFirst() {
        Policy.Ranking ranking = rank(PRICE);

        // the edge: nothing, 3 s at 0.001, 100 J, and 0.4 of 0.01
        assertThat(keys(ranking)).containsExactly("cloud/large", "edge/small");
        assertThat(ranking.reason())
                .isEqualTo(
                        "cloud/large has the least price, with price 0.00501 USD (quality 0.9,"
                                + " 2000 ms, 0.002 USD), before edge/small with price 0.00701 USD"
                                + " (quality 0.6, 3000 ms, 0 USD)");
    }

    @Test
    void leastOfAQuantityIsAskedFirst() {
        assertThat(keys(rank(new Aim.Extreme(Quantity.USD))))
                .containsExactly("edge/small", "cloud/large");
        assertThat(keys(rank(new Aim.Extreme(Quantity.TOTAL_MILLIS))))
                .containsExactly("cloud/large", "edge/small");
        assertThat(keys(rank(new Aim.Extreme(Quantity.QUALITY))))
                .containsExactly("cloud/large", "edge/small");
    }

    @Test
    void whoKeepsTheBoundsComesFirst() {
        Policy.Ranking ranking =
                rank(new Aim.Extreme(Quantity.USD), new Bound(Quantity.QUALITY, 0.8));

        assertThat(keys(ranking)).containsExactly("cloud/large", "edge/small");
        assertThat(ranking.reason())
                .isEqualTo(
                        "cloud/large alone keeps [quality ≥ 0.8], with usd 0.002, before"
                                + " edge/small with usd 0; quality 0.6 misses quality ≥ 0.8");
    }

    @Test
    void whereNobodyKeepsThemTheLeastMissWins() {
        // the cloud misses 300 ms by a third, the edge a quality of 0.95 by 0.35 / 0.95
        Policy.Ranking ranking =
                rank(
                        new Aim.Extreme(Quantity.USD),
                        new Bound(Quantity.FIRST_TOKEN_MILLIS, 300),
                        new Bound(Quantity.QUALITY, 0.95));

        // 1/3 + 0.05/0.95 = 0.386 against 0.368
        assertThat(keys(ranking)).containsExactly("edge/small", "cloud/large");
        assertThat(ranking.reason()).startsWith("nobody keeps [first-token-millis ≤ 300, ");
    }

    @Test
    void aPreferredTierComesBeforeTheAim() {
        var homely =
                new Objective(
                        "homely",
                        new Aim.Extreme(Quantity.QUALITY),
                        List.of(),
                        List.of(Tier.DEVICE));

        Policy.Ranking ranking = homely.rank(FEATURES, List.of(CLOUD, EDGE));

        assertThat(keys(ranking)).containsExactly("edge/small", "cloud/large");
        assertThat(ranking.reason()).startsWith("edge/small is of the tier preferred, ");
    }

    @Test
    void aBoundComesBeforeAPreferredTier() {
        var homely =
                new Objective(
                        "homely",
                        new Aim.Extreme(Quantity.USD),
                        List.of(new Bound(Quantity.QUALITY, 0.8)),
                        List.of(Tier.DEVICE));

        assertThat(keys(homely.rank(FEATURES, List.of(EDGE, CLOUD))))
                .containsExactly("cloud/large", "edge/small");
    }

    @Test
    void equalsKeepTheCatalogsOrder() {
        var one = new Eligible(edge(), CLOUD.estimate());

        assertThat(keys(objective(PRICE).rank(FEATURES, List.of(one, CLOUD))))
                .containsExactly("edge/small", "cloud/large");
        assertThat(keys(objective(PRICE).rank(FEATURES, List.of(CLOUD, one))))
                .containsExactly("cloud/large", "edge/small");
    }

    @Test
    void saysSoWhereThereIsNoChoice() {
        assertThat(objective(new Aim.Extreme(Quantity.USD)).rank(FEATURES, List.of(CLOUD)).reason())
                .isEqualTo("cloud/large is the only candidate: usd 0.002");
    }

    @Test
    void aBoundIsPositive() {
        assertThatThrownBy(() -> new Bound(Quantity.USD, 0))
                .hasMessage("usd 0.0 not in (0, infinity)");
    }

    @Test
    void theProviderReadsItsPrices() {
        var provider = new BalancedPolicyProvider();
        Settings settings = Settings.of(provider.settings(), Map.of("usd-per-second", "0.5"));

        assertThat(provider.create(settings))
                .isEqualTo(
                        new Objective(
                                "balanced", new Aim.Price(0.5, 0.01, 0.3), List.of(), List.of()));
    }

    @Test
    void theProviderRefusesANegativePrice() {
        var provider = new BalancedPolicyProvider();
        Settings settings = Settings.of(provider.settings(), Map.of("usd-per-second", "-1"));

        assertThatThrownBy(() -> provider.create(settings))
                .isInstanceOf(SettingException.class)
                .hasMessage("usd-per-second: -1 is not a number in [0.0, 1000.0]");
    }

    private static Policy.Ranking rank(Aim aim, Bound... bounds) {
        return objective(aim, bounds).rank(FEATURES, List.of(EDGE, CLOUD));
    }

    private static Objective objective(Aim aim, Bound... bounds) {
        return new Objective("test", aim, List.of(bounds), List.of());
    }

    private static Estimate estimate(
            double firstMillis, double totalMillis, double usd, double quality) {
        return new Estimate(
                Spread.exactly(firstMillis),
                Spread.exactly(totalMillis),
                Spread.exactly(usd),
                Spread.exactly(100),
                quality);
    }

    private static List<String> keys(Policy.Ranking ranking) {
        return ranking.order().stream()
                .map(option -> ((Option.Single) option).candidate())
                .map(Candidate::key)
                .toList();
    }
}
