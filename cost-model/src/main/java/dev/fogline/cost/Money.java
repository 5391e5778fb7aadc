package dev.fogline.cost;

import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Exact money: an attempt is summed in pico-dollars and rounded once, half up, to nano-dollars.
public final class Money {

    /// A pico-dollar in dollars, for ranking only.
    static final double USD_PER_PICO_USD = 1e-12;

    private static final int PICO_DIGITS = 12;
    private static final int NANO_DIGITS = 9;

    private Money() {}

    /// What an attempt cost, in dollars with nine decimals.
    public static BigDecimal usd(Prices prices, Usage usage) {
        long picoUsd = prices.picoUsd(usage.promptTokens(), usage.outputTokens());
        return BigDecimal.valueOf(picoUsd, PICO_DIGITS).setScale(NANO_DIGITS, RoundingMode.HALF_UP);
    }
}
