package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A pool of 3.60 USD/h is a thousandth of a dollar a second. Its steps take 10 ms for 10 requests
/// and 20 ms for 110: 0.1 ms more for each.
class PoolPriceTest {

    private static final PoolPrice PRICE = price(3.6, 10, 1_000, 110, 5_500);

    @Test
    void theRentIsDividedAmongAllTokens() {
        assertThat(PRICE.averageUsd(10)).isCloseTo(1e-6, within(1e-15));
        assertThat(PRICE.averageUsd(110)).isCloseTo(1e-3 / 5_500, within(1e-15));
    }

    @Test
    void betweenTwoPointsTheStepTimeIsALine() {
        // 60 requests: 15 ms a step, 4,000 tokens/s
        assertThat(PRICE.tokensPerSecond(60)).isCloseTo(4_000, within(1e-9));
        assertThat(PRICE.averageUsd(60)).isCloseTo(0.25e-6, within(1e-15));
    }

    @Test
    void oneMoreRequestCostsWhatItTakesFromTheOthers() {
        assertThat(PRICE.marginalUsd(60)).isCloseTo(1e-3 * 0.1e-3, within(1e-15));
    }

    @Test
    void aloneInThePoolItPaysForAllOfIt() {
        // a step for one takes as long as one for ten
        assertThat(PRICE.averageUsd(1)).isCloseTo(1e-3 * 0.01, within(1e-15));
        assertThat(PRICE.marginalUsd(0)).isEqualTo(PRICE.averageUsd(1));
    }

    @Test
    void belowTheFirstPointCompanyCostsNothing() {
        assertThat(PRICE.marginalUsd(4)).isZero();
    }

    @Test
    void aFullPoolGeneratesWhatItDoesAtItsLastPoint() {
        assertThat(PRICE.tokensPerSecond(1_000)).isCloseTo(5_500, within(1e-9));
        assertThat(PRICE.averageUsd(1_000)).isCloseTo(1e-3 / 5_500, within(1e-15));
        assertThat(PRICE.marginalUsd(1_000)).isCloseTo(1e-3 / 5_500, within(1e-12));
    }

    @Test
    void onePointIsACurve() {
        var one = new PoolPrice(new Pool(3.6, List.of(new BatchSpeed(8, 800)), "a test"));

        assertThat(one.tokensPerSecond(4)).isCloseTo(400, within(1e-9));
        assertThat(one.tokensPerSecond(16)).isCloseTo(800, within(1e-9));
    }

    /// ML.ENERGY v3, Llama-3.1-8B on one H100, rent assumed 2.50 USD/h: 0.65 USD per million output
    /// tokens at batch 8, 0.071 at 511.
    @Test
    void sharingMakesAnEightBillionModelNineTimesCheaper() {
        PoolPrice h100 = price(2.5, 8, 1_070, 511, 9_806);

        assertThat(h100.averageUsd(8) * 1e6).isCloseTo(0.65, within(0.001));
        assertThat(h100.averageUsd(511) * 1e6).isCloseTo(0.071, within(0.0005));
        assertThat(h100.averageUsd(8) / h100.averageUsd(511)).isCloseTo(9.2, within(0.05));
    }

    @Test
    void theFullerThePoolTheCheaperAToken() {
        PoolPrice h100 = price(2.5, 8, 1_070, 511, 9_806);

        for (int batch = 1; batch < 600; batch++) {
            assertThat(h100.averageUsd(batch + 1)).isLessThanOrEqualTo(h100.averageUsd(batch));
        }
    }

    private static PoolPrice price(double usdPerHour, int few, double slow, int many, double fast) {
        return new PoolPrice(
                new Pool(
                        usdPerHour,
                        List.of(new BatchSpeed(few, slow), new BatchSpeed(many, fast)),
                        "a test"));
    }
}
