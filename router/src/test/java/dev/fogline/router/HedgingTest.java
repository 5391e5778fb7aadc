package dev.fogline.router;

import static dev.fogline.router.Samples.candidate;
import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.option;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Option;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HedgingTest {

    private static final Conduct AFTER_HALF_A_SECOND = Stage.hedging(Duration.ofMillis(500), 0.05);
    private static final Option.Single LARGE = option(cloud());
    private static final Option.Single OTHER_OF_CLOUD =
            option(candidate("cloud", "other", Tier.CLOUD, 4_096, NodeState.ready(0)));
    private static final Option.Single SMALL = option(edge());

    @Test
    void takesTheNextOneOfAnotherBackend() {
        assertThat(Hedging.of(List.of(LARGE, OTHER_OF_CLOUD, SMALL), AFTER_HALF_A_SECOND))
                .contains(new Option.Hedged(LARGE, SMALL, 500));
    }

    @Test
    void notOneThatHasToLoadFirst() {
        var cold = option(edge(new NodeState(Readiness.COLD, 1, 0, 0, 0, 0, 0, 0)));

        assertThat(Hedging.of(List.of(LARGE, cold), AFTER_HALF_A_SECOND)).isEmpty();
    }

    @Test
    void notWhereNobodyElseIs() {
        assertThat(Hedging.of(List.of(LARGE, OTHER_OF_CLOUD), AFTER_HALF_A_SECOND)).isEmpty();
    }

    @Test
    void notUnlessThePolicySaysSo() {
        assertThat(Hedging.of(List.of(LARGE, SMALL), Conduct.within(Limits.DEFAULT))).isEmpty();
    }
}
