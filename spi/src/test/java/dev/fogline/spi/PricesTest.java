package dev.fogline.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricesTest {

    private static final TokenRates LOW = rates("2", "12");
    private static final TokenRates HIGH = rates("4", "18");
    private static final Prices TIERED =
            new Prices(LOW, List.of(new ContextTier(200_000, HIGH)), 0, "a test", "v1");

    @Test
    void aDollarPerMillionIsAMillionPicoDollarsPerToken() {
        assertThat(perMillion("1", "0.15")).isEqualTo(new Prices(1_000_000, 150_000, "a test"));
    }

    @Test
    void takesTheFinestPriceAndRefusesAFinerOne() {
        assertThat(perMillion("0.000001", "0")).isEqualTo(new Prices(1, 0, "a test"));
        assertThatThrownBy(() -> perMillion("0.0000001", "0"))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void sumsWithoutRounding() {
        // a tenth of a dollar per million is no double, and a billion tokens would show it
        assertThat(perMillion("0.1", "0.3").picoUsd(Usage.counted(1_000_000_000, 7)))
                .isEqualTo(100_000_002_100_000L);
    }

    @Test
    void cachedTokensHaveAPriceOfTheirOwn() {
        var usage = new Usage(1_000, 900, 10, 0, Usage.Origin.COUNTED);
        var cached = new Prices(rates("3", "15").withCachedInput(new BigDecimal("0.3")), "a test");

        // 100 at 3 dollars, 900 at 0.3, 10 at 15, each per million
        assertThat(cached.picoUsd(usage)).isEqualTo(300_000_000L + 270_000_000L + 150_000_000L);
        assertThat(perMillion("3", "15").picoUsd(usage))
                .isEqualTo(300_000_000L + 2_700_000_000L + 150_000_000L);
    }

    @Test
    void tokensPutIntoACacheHaveAPriceOfTheirOwn() {
        var usage = new Usage(1_000, 500, 300, 10, 0, Usage.Origin.COUNTED);
        TokenRates rates =
                rates("3", "15")
                        .withCachedInput(new BigDecimal("0.3"))
                        .withCacheWrite(new BigDecimal("3.75"));

        // 200 at 3 dollars, 500 at 0.3, 300 at 3.75, 10 at 15
        assertThat(new Prices(rates, "a test").picoUsd(usage))
                .isEqualTo(600_000_000L + 150_000_000L + 1_125_000_000L + 150_000_000L);
    }

    @Test
    void thinkingIsBilledAsOutputUnlessItHasAPriceOfItsOwn() {
        var usage = new Usage(0, 0, 100, 60, Usage.Origin.COUNTED);
        TokenRates rates = rates("1", "2");

        assertThat(new Prices(rates, "a test").picoUsd(usage)).isEqualTo(200_000_000L);
        // 40 at 2 dollars, 60 at 3
        assertThat(new Prices(rates.withReasoning(new BigDecimal("3")), "a test").picoUsd(usage))
                .isEqualTo(80_000_000L + 180_000_000L);
    }

    @Test
    void theBoundOfATierIsInTheLowerOne() {
        assertThat(TIERED.picoUsd(Usage.counted(200_000, 10)))
                .isEqualTo(200_000L * 2_000_000 + 10 * 12_000_000);
    }

    @Test
    void oneTokenMoreMakesTheWholeRequestDearer() {
        assertThat(TIERED.picoUsd(Usage.counted(200_001, 10)))
                .isEqualTo(200_001L * 4_000_000 + 10 * 18_000_000);
    }

    @Test
    void cachedTokensCountForTheTier() {
        var usage = new Usage(200_001, 200_000, 0, 0, Usage.Origin.COUNTED);

        assertThat(TIERED.picoUsd(usage)).isEqualTo(200_001L * 4_000_000);
    }

    @Test
    void theHighestTierThatIsExceededHolds() {
        var two =
                new Prices(
                        LOW,
                        List.of(new ContextTier(10, rates("3", "3")), new ContextTier(20, HIGH)),
                        0,
                        "a test",
                        "");

        assertThat(two.ratesAt(10)).isEqualTo(LOW);
        assertThat(two.ratesAt(20)).isEqualTo(rates("3", "3"));
        assertThat(two.ratesAt(21)).isEqualTo(HIGH);
    }

    @Test
    void refusesTiersOutOfOrder() {
        var tier = new ContextTier(20, HIGH);

        assertThatThrownBy(() -> new Prices(LOW, List.of(tier, tier), 0, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the tier above 20 prompt tokens follows the one above 20");
    }

    @Test
    void aRequestThatUsedSomethingPaysItsOwnPrice() {
        var each = new Prices(rates("1", "2"), List.of(), 5_000_000_000L, "a test", "");

        assertThat(each.picoUsd(Usage.counted(1, 1))).isEqualTo(5_000_000_000L + 3_000_000L);
        assertThat(each.picoUsd(Usage.counted(0, 0))).isZero();
    }

    @Test
    void aPriceOfAnythingIsNotFree() {
        var cached = new TokenRates(0, 1, 0, 0, 0);

        assertThat(Prices.FREE.free()).isTrue();
        assertThat(new Prices(cached, "a test").free()).isFalse();
        assertThat(new Prices(TokenRates.FREE, List.of(), 1, "a test", "").free()).isFalse();
        assertThat(
                        new Prices(
                                        TokenRates.FREE,
                                        List.of(new ContextTier(1, HIGH)),
                                        0,
                                        "a test",
                                        "")
                                .free())
                .isFalse();
    }

    @Test
    void whatNobodyKnowsIsReckonedAsNothingAndIsNotFree() {
        Prices unknown = Prices.unknown("no such model");

        assertThat(unknown.picoUsd(Usage.counted(1_000, 1_000))).isZero();
        assertThat(unknown.free()).isFalse();
        assertThat(unknown.known()).isFalse();
        assertThat(unknown.source()).isEqualTo("price unknown: no such model");
        assertThat(Prices.FREE.known()).isTrue();
    }

    @Test
    void refusesASumThatDoesNotFit() {
        var dear = new Prices(Long.MAX_VALUE, 1, "a test");

        assertThatThrownBy(() -> dear.picoUsd(Usage.counted(2, 0)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> dear.picoUsd(Usage.counted(1, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesAPriceBelowZero() {
        assertThatThrownBy(() -> new Prices(-1, 5, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a price is below 0: input -1, cached input -1, cache write -1, output 5,"
                                + " reasoning 5");
    }

    private static Prices perMillion(String input, String output) {
        return Prices.perMillion(new BigDecimal(input), new BigDecimal(output), "a test");
    }

    private static TokenRates rates(String input, String output) {
        return TokenRates.perMillion(new BigDecimal(input), new BigDecimal(output));
    }
}
