package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.option;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Option;
import dev.fogline.spi.tck.FakeBackend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmingTest {

    private static final NodeState COLD = new NodeState(Readiness.COLD, 1, 0, 0, 0, 0, 0, 0);
    private static final Option.Single HERE = option(edge(COLD));
    private static final Option.Single THERE = option(cloud());

    private final HandTicker ticker = new HandTicker();
    private final FakeBackend edge = new FakeBackend("small");
    private final Warming warming =
            new Warming(
                    new Catalog(
                            List.of(Samples.place(Samples.setup("edge", Tier.DEVICE), edge)),
                            new Breakers(ticker),
                            new Metering(),
                            ticker),
                    ticker,
                    Runnable::run);

    @Test
    void warmsTheColdModelBehindAnAnswerFromElsewhere() {
        warming.behind(THERE, List.of(THERE, HERE));

        assertThat(edge.warmed()).isEqualTo(1);
    }

    @Test
    void notAgainWithinAMinute() {
        warming.behind(THERE, List.of(HERE, THERE));
        ticker.advance(Duration.ofMillis(59_999));
        warming.behind(THERE, List.of(HERE, THERE));
        assertThat(edge.warmed()).isEqualTo(1);

        ticker.advance(Duration.ofMillis(1));
        warming.behind(THERE, List.of(HERE, THERE));
        assertThat(edge.warmed()).isEqualTo(2);
    }

    @Test
    void notWhereItServedNorWhereItIsWarm() {
        warming.behind(HERE, List.of(HERE, THERE));
        warming.behind(THERE, List.of(option(edge()), THERE));

        assertThat(edge.warmed()).isZero();
    }
}
