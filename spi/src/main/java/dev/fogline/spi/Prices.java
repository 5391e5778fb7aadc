package dev.fogline.spi;

import java.math.BigDecimal;

/// What tokens cost, exactly: pico-dollars (1e-12 USD) per token, so that one dollar per million
/// tokens is 1,000,000.
///
/// @param inputPicoUsd per prompt token, ≥ 0
/// @param outputPicoUsd per generated token, ≥ 0
/// @param source where the figures come from, with a date; shown in explanations
public record Prices(long inputPicoUsd, long outputPicoUsd, String source) {

    /// Nothing is charged.
    public static final Prices FREE = new Prices(0, 0, "no price configured");

    private static final int PICO_PER_TOKEN_DIGITS = 6;

    public Prices {
        if (inputPicoUsd < 0 || outputPicoUsd < 0) {
            throw new IllegalArgumentException(
                    "a price is below 0: " + inputPicoUsd + ", " + outputPicoUsd);
        }
    }

    /// Prices as providers list them.
    ///
    /// @param inputUsdPerMillion dollars per million prompt tokens, ≥ 0, at most six decimals
    /// @param outputUsdPerMillion dollars per million generated tokens, ≥ 0, at most six decimals
    /// @throws ArithmeticException if a price is finer than a pico-dollar per token
    public static Prices perMillion(
            BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion, String source) {
        return new Prices(pico(inputUsdPerMillion), pico(outputUsdPerMillion), source);
    }

    /// The exact price of an attempt in pico-dollars.
    ///
    /// @throws ArithmeticException if it exceeds a `long`, about nine million dollars
    public long picoUsd(long promptTokens, long outputTokens) {
        return Math.addExact(
                Math.multiplyExact(promptTokens, inputPicoUsd),
                Math.multiplyExact(outputTokens, outputPicoUsd));
    }

    private static long pico(BigDecimal usdPerMillion) {
        return usdPerMillion.movePointRight(PICO_PER_TOKEN_DIGITS).longValueExact();
    }
}
