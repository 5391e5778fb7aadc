package dev.fogline.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PricesTest {

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

        // 100 at 3 dollars, 900 at 0.3, 10 at 15, each per million
        assertThat(perMillion("3", "15").withCachedInput(new BigDecimal("0.3")).picoUsd(usage))
                .isEqualTo(300_000_000L + 270_000_000L + 150_000_000L);
        assertThat(perMillion("3", "15").picoUsd(usage))
                .isEqualTo(300_000_000L + 2_700_000_000L + 150_000_000L);
    }

    @Test
    void aPriceOfCachedTokensAloneIsNotFree() {
        assertThat(Prices.FREE.free()).isTrue();
        assertThat(new Prices(0, 1, 0, "a test").free()).isFalse();
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
                .hasMessage("a price is below 0: -1, -1, 5");
    }

    private static Prices perMillion(String input, String output) {
        return Prices.perMillion(new BigDecimal(input), new BigDecimal(output), "a test");
    }
}
