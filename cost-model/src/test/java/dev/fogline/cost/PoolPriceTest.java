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
    void whoDecidesPaysWhatItTakesFromThoseThatRunAndThoseThatWait() {
        // 60 run: a step grows by 0.1 ms; a step of 15 ms for 60 is 0.25 USD per million
        assertThat(PRICE.congestedUsd(60, 0)).isCloseTo(0.1e-6, within(1e-15));
        assertThat(PRICE.congestedUsd(60, 2)).isCloseTo(0.1e-6 + 2 * 0.25e-6, within(1e-15));
        // an empty pool's rent is owed anyway
        assertThat(PRICE.congestedUsd(0, 0)).isEqualTo(PRICE.congestedUsd(1, 0)).isZero();
        assertThat(PRICE.full()).isEqualTo(110);
    }

    @Test
    void theCongestedPriceNeverFallsWithTheLoad() {
        PoolPrice h100 = price(2.5, 8, 1_070, 511, 9_806);

        for (int load = 0; load < 1_500; load++) { // but for the last bit
            assertThat(congested(h100, load + 1))
                    .isGreaterThanOrEqualTo(congested(h100, load) * (1 - 1e-9));
        }
    }

    private static double congested(PoolPrice price, int load) {
        int running = Math.min(load, price.full());
        return price.congestedUsd(running, (double) (load - running) / price.full());
    }

    /// A device that answers for a price between: with the average an empty pool stays empty and a
    /// full one full, whatever the demand; the congested price has one load where both are equal.
    @Test
    void theAverageHasTwoRestingPointsAndTheCongestedPriceOne() {
        PoolPrice pool = price(2.5, 8, 1_070, 511, 9_806);
        double device = 0.2e-6;

        assertThat(pool.averageUsd(1)).isGreaterThan(device);
        assertThat(pool.averageUsd(511)).isLessThan(device);
        assertThat(congested(pool, 1)).isLessThan(device);
        assertThat(congested(pool, 3 * 511)).isGreaterThan(device);
    }

    @Test
    void equalPoolsTogetherCostATokenWhatOneOfThemDoesWhenFilledAlike() {
        var one =
                new Pool(3.6, List.of(new BatchSpeed(10, 1_000), new BatchSpeed(110, 5_500)), "a");
        Pool three = PoolPrice.together(List.of(one, one, one));

        assertThat(PoolPrice.together(List.of(one))).isEqualTo(one);
        assertThat(three.usdPerHour()).isCloseTo(10.8, within(1e-9));
        assertThat(new PoolPrice(three).full()).isEqualTo(330);
        assertThat(new PoolPrice(three).tokensPerSecond(180)).isCloseTo(12_000, within(1e-6));
        assertThat(new PoolPrice(three).averageUsd(180))
                .isCloseTo(PRICE.averageUsd(60), within(1e-15));
    }

    @Test
    void unequalPoolsTogetherAreFilledToTheSameShare() {
        var small = new Pool(1, List.of(new BatchSpeed(10, 100)), "a");
        var large = new Pool(2, List.of(new BatchSpeed(15, 300), new BatchSpeed(30, 400)), "b");
        Pool both = PoolPrice.together(List.of(small, large));

        // at half: 5 of 10 at half of 100, and 15 of 30 at 300
        assertThat(both.curve()).containsExactly(new BatchSpeed(20, 350), new BatchSpeed(40, 500));
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
