package dev.fogline.cost;

import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;

/// Exact money: an attempt is summed in pico-dollars and rounded once, half up, to nano-dollars.
public final class Money {

    /// A pico-dollar in dollars, for ranking only.
    static final double USD_PER_PICO_USD = 1e-12;

    static final double SECONDS_PER_HOUR = 3_600;

    private static final int PICO_PER_NANO = 1_000;
    private static final int NANO_DIGITS = 9;

    private Money() {}

    /// What an attempt cost, in dollars with nine decimals.
    public static BigDecimal usd(Prices prices, Usage usage) {
        return usd(nanoUsd(prices, usage));
    }

    /// Nano-dollars as dollars with nine decimals.
    public static BigDecimal usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, NANO_DIGITS);
    }

    /// What an attempt cost, in nano-dollars (1e-9 USD).
    ///
    /// @throws ArithmeticException if it exceeds about nine million dollars
    public static long nanoUsd(Prices prices, Usage usage) {
        long picoUsd = prices.picoUsd(usage);
        long half = picoUsd % PICO_PER_NANO >= PICO_PER_NANO / 2 ? 1 : 0;
        return picoUsd / PICO_PER_NANO + half;
    }
}
