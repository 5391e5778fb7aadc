package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Spread;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubtTest {

    @Test
    void beginsWithTheAssumedFactorOnBothSides() {
        Spread spread = Doubt.assumed(0.5).around(100);

        assertThat(spread.p05()).isCloseTo(100 * Math.exp(-0.82245), within(1e-9));
        assertThat(spread.median()).isEqualTo(100);
        assertThat(spread.p95()).isCloseTo(100 * Math.exp(0.82245), within(1e-9));
    }

    @Test
    void aGuessThatIsAlwaysTooLowGetsAHigherEnd() {
        Doubt doubt = Doubt.assumed(0.1);
        for (int i = 0; i < 50; i++) {
            doubt = doubt.learn(200, Spread.exactly(100));
        }
        Spread spread = doubt.around(100);

        assertThat(spread.p95()).isCloseTo(200, within(1e-9));
        assertThat(spread.p05()).isEqualTo(100); // the median stays in its interval
    }

    @Test
    void aGuessThatIsTooWideIsNarrowed() {
        Doubt doubt = Doubt.assumed(0);
        for (int i = 0; i < 50; i++) {
            doubt = doubt.learn(100, new Spread(10, 100, 1_000));
        }
        Spread spread = doubt.around(new Spread(20, 200, 2_000));

        assertThat(spread.p05()).isCloseTo(200, within(1e-9));
        assertThat(spread.p95()).isCloseTo(200, within(1e-9));
    }

    @Test
    void nineOfTenLieInTheInterval() {
        var random = new Random(3);
        Doubt doubt = Doubt.assumed(0.5);
        int held = 0;
        for (int i = 0; i < 3_000; i++) {
            double measured = 100 * Math.exp(0.2 * random.nextGaussian());
            held += doubt.around(100).holds(measured) ? 1 : 0;
            doubt = doubt.learn(measured, Spread.exactly(100));
        }

        assertThat(held / 3_000.0).isBetween(0.88, 0.92);
    }

    @Test
    void nothingAndEverythingAreRatiosToo() {
        assertThat(Doubt.log(0, 0)).isZero();
        assertThat(Doubt.log(1e300, 0)).isEqualTo(14);
    }
}
