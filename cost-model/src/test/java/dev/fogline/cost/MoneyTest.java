package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void sumsBothSidesExactly() {
        // 0.15 and 0.60 USD per million: 7 * 150,000 + 3 * 600,000 pico-dollars
        var prices = new Prices(150_000, 600_000, "a test");

        assertThat(Money.usd(prices, Usage.counted(7, 3))).isEqualTo(new BigDecimal("0.000002850"));
    }

    @Test
    void roundsTheSumOnceHalfUpToNanoDollars() {
        var prices = new Prices(1, 0, "a test");

        assertThat(Money.usd(prices, Usage.counted(499, 0))).isEqualTo(new BigDecimal("0E-9"));
        assertThat(Money.usd(prices, Usage.counted(500, 0))).isEqualTo(new BigDecimal("1E-9"));
        assertThat(Money.usd(prices, Usage.counted(1_499, 0))).isEqualTo(new BigDecimal("1E-9"));
    }

    @Test
    void freeIsNothing() {
        assertThat(Money.usd(Prices.FREE, Usage.counted(1_000_000, 1_000_000))).isZero();
    }

    @Test
    void roundsTheLargestAmountWithoutOverflow() {
        var prices = new Prices(Long.MAX_VALUE, 0, "a test");

        assertThat(Money.nanoUsd(prices, Usage.counted(1, 0))).isEqualTo(9_223_372_036_854_776L);
    }
}
