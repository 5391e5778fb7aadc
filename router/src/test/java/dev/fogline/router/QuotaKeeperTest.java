package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.routing.RunningQuantile;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Spread;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotaKeeperTest {

    private static final Quota.CloudShare THIRD = new Quota.CloudShare(1 / 3.0);

    @Test
    void theCloudIsAskedFirstAboveTheThreshold() {
        Policy.Ranking ranking = ranking(0.6, 0.75, 0.001);

        Policy.Ranking above = Apportioned.of(ranking, THIRD, new RunningQuantile(0.3, 0.1));
        Policy.Ranking below = Apportioned.of(ranking, THIRD, new RunningQuantile(0.3, 0.2));

        assertThat(above.order()).hasSize(2);
        assertThat(above.order().getFirst().first().candidate()).isEqualTo(cloud());
        assertThat(above.reason())
                .isEqualTo(
                        cloud().key()
                                + " keeps the cloud-share 0.333: the cloud gains 0.15 in quality, above the threshold of 0.1");
        assertThat(below.order().getFirst().first().candidate()).isEqualTo(edge());
        assertThat(below.reason()).endsWith("not above the threshold of 0.2");
    }

    @Test
    void whereThereIsNoChoiceTheOrderStays() {
        var alone = new Policy.Ranking(List.of(option(cloud(), 0.2, 0.001)), "alone");

        assertThat(Apportioned.of(alone, THIRD, RunningQuantile.of(0.3))).isEqualTo(alone);
    }

    @Test
    void aShareHoldsWhileTheGainDrifts() {
        var random = new Random(5);
        var keeper = new QuotaKeeper(THIRD, OptionalDouble.empty());
        int cloud = 0;
        for (int i = 0; i < 6_000; i++) {
            double edge = Math.clamp(0.3 + i / 10_000.0 + 0.1 * random.nextGaussian(), 0, 1);
            cloud += asked(keeper, ranking(edge, 0.8, 0.001)) == 1 ? 1 : 0;
        }

        assertThat(cloud / 6_000.0).isCloseTo(1 / 3.0, within(0.01));
    }

    @Test
    void moneyHoldsWhateverARequestCosts() {
        var random = new Random(6);
        var keeper = new QuotaKeeper(new Quota.CloudUsd(0.0004), OptionalDouble.empty());
        double spent = 0;
        for (int i = 0; i < 10_000; i++) {
            double cost = 0.0005 + 0.001 * random.nextDouble() + i * 1e-7;
            spent +=
                    cost * asked(keeper, ranking(0.5 + 0.2 * random.nextGaussian() / 3, 0.8, cost));
        }

        assertThat(spent / 10_000).isCloseTo(0.0004, within(0.00002));
    }

    @Test
    void privateRequestsDoNotCount() {
        var keeper = new QuotaKeeper(THIRD, OptionalDouble.of(0.25));

        keeper.count(route(ranking(0.5, 0.6, 0.001)), DataClass.PRIVATE);

        assertThat(keeper.threshold().threshold()).isEqualTo(0.25);
    }

    /// @return 1 if the cloud is asked first, else 0
    private static int asked(QuotaKeeper keeper, Policy.Ranking ranking) {
        Policy.Ranking kept = Apportioned.of(ranking, keeper.quota(), keeper.threshold());
        keeper.count(route(kept), DataClass.PUBLIC);
        return kept.order().getFirst().first().candidate().equals(cloud()) ? 1 : 0;
    }

    private static Decision route(Policy.Ranking ranking) {
        return new Decision.Route(ranking.order(), "p", ranking.reason(), List.of(), 0);
    }

    private static Policy.Ranking ranking(double edge, double cloud, double costUsd) {
        return new Policy.Ranking(
                List.of(
                        option(edge(), Math.clamp(edge, 0, 1), 0),
                        option(cloud(), Math.clamp(cloud, 0, 1), costUsd)),
                "as it was");
    }

    private static Option option(Candidate candidate, double quality, double costUsd) {
        Spread one = Spread.exactly(1);
        return new Option.Single(
                candidate, new Estimate(one, one, Spread.exactly(costUsd), one, quality));
    }
}
