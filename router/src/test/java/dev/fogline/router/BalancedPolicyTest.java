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
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalancedPolicyTest {

    private static final BalancedPolicy POLICY = new BalancedPolicy(0.001, 0.01, 0.36);
    private static final Features FEATURES = new Extraction().of(request("hello"));

    @Test
    void everythingHasAPriceInDollars() {
        // 0.002 USD, 2 s at 0.001, 100 J at 0.36 / 3.6e6, and a tenth of 0.01
        assertThat(POLICY.priceUsd(Samples.ESTIMATE)).isCloseTo(0.00501, within(1e-15));
    }

    @Test
    void theLeastPriceIsAskedFirst() {
        Policy.Ranking ranking = rank(of(edge(), 3_000), of(cloud(), 2_000));

        assertThat(keys(ranking)).containsExactly("cloud/large", "edge/small");
        assertThat(ranking.reason())
                .isEqualTo(
                        "cloud/large at price 0.00501 USD (quality 0.90, 2000 ms, 0.00200 USD)"
                                + " beats edge/small at price 0.00601 USD"
                                + " (quality 0.90, 3000 ms, 0.00200 USD)");
    }

    @Test
    void equalPricesKeepTheCatalogsOrder() {
        assertThat(keys(rank(of(edge(), 2_000), of(cloud(), 2_000))))
                .containsExactly("edge/small", "cloud/large");
        assertThat(keys(rank(of(cloud(), 2_000), of(edge(), 2_000))))
                .containsExactly("cloud/large", "edge/small");
    }

    @Test
    void saysSoWhereThereIsNoChoice() {
        assertThat(rank(of(edge(), 2_000)).reason())
                .isEqualTo(
                        "edge/small at price 0.00501 USD (quality 0.90, 2000 ms, 0.00200 USD)"
                                + " is the only candidate");
    }

    @Test
    void theProviderReadsItsPrices() {
        var provider = new BalancedPolicyProvider();
        Settings settings = Settings.of(provider.settings(), Map.of("usd-per-second", "0.5"));

        assertThat(provider.create(settings)).isEqualTo(new BalancedPolicy(0.5, 0.01, 0.3));
    }

    @Test
    void theProviderRefusesANegativePrice() {
        var provider = new BalancedPolicyProvider();
        Settings settings = Settings.of(provider.settings(), Map.of("usd-per-second", "-1"));

        assertThatThrownBy(() -> provider.create(settings))
                .isInstanceOf(SettingException.class)
                .hasMessage("usd-per-second: -1 is not a number in [0.0, 1000.0]");
    }

    private static Policy.Ranking rank(Eligible... eligible) {
        return POLICY.rank(FEATURES, List.of(eligible));
    }

    private static Eligible of(Candidate candidate, double totalMillis) {
        return new Eligible(
                candidate,
                new Estimate(Spread.exactly(100), Spread.exactly(totalMillis), 0.002, 100, 0.9));
    }

    private static List<String> keys(Policy.Ranking ranking) {
        return ranking.order().stream()
                .map(option -> ((Option.Single) option).candidate().key())
                .toList();
    }
}
