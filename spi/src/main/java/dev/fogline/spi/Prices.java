package dev.fogline.spi;

import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;

/// What tokens cost, exactly: pico-dollars (1e-12 USD) per token, so that one dollar per million
/// tokens is 1,000,000.
///
/// @param inputPicoUsd per prompt token, ≥ 0
/// @param cachedInputPicoUsd per prompt token that was taken from a prefix cache, ≥ 0
/// @param outputPicoUsd per generated token, ≥ 0
/// @param source where the figures come from, with a date; shown in explanations
public record Prices(
        long inputPicoUsd, long cachedInputPicoUsd, long outputPicoUsd, String source) {

    /// Nothing is charged.
    public static final Prices FREE = new Prices(0, 0, "no price configured");

    private static final int PICO_PER_TOKEN_DIGITS = 6;

    public Prices {
        if (inputPicoUsd < 0 || cachedInputPicoUsd < 0 || outputPicoUsd < 0) {
            throw new IllegalArgumentException(
                    "a price is below 0: "
                            + inputPicoUsd
                            + ", "
                            + cachedInputPicoUsd
                            + ", "
                            + outputPicoUsd);
        }
    }

    /// Prices of one who makes no difference between cached and other prompt tokens.
    public Prices(long inputPicoUsd, long outputPicoUsd, String source) {
        this(inputPicoUsd, inputPicoUsd, outputPicoUsd, source);
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

    /// These prices with another one for cached prompt tokens.
    ///
    /// @param cachedInputUsdPerMillion dollars per million of them, ≥ 0, at most six decimals
    /// @throws ArithmeticException if it is finer than a pico-dollar per token
    public Prices withCachedInput(BigDecimal cachedInputUsdPerMillion) {
        return new Prices(inputPicoUsd, pico(cachedInputUsdPerMillion), outputPicoUsd, source);
    }

    /// Whether nothing is ever charged.
    public boolean free() {
        return inputPicoUsd == 0 && cachedInputPicoUsd == 0 && outputPicoUsd == 0;
    }

    /// The exact price of an attempt in pico-dollars: `(prompt - cached) * input + cached *
    /// cachedInput + output * output price`.
    ///
    /// @throws ArithmeticException if it exceeds a `long`, about nine million dollars
    public long picoUsd(Usage usage) {
        long fresh = (long) usage.promptTokens() - usage.cachedPromptTokens();
        return Math.addExact(
                Math.addExact(
                        Math.multiplyExact(fresh, inputPicoUsd),
                        Math.multiplyExact(usage.cachedPromptTokens(), cachedInputPicoUsd)),
                Math.multiplyExact(usage.outputTokens(), outputPicoUsd));
    }

    private static long pico(BigDecimal usdPerMillion) {
        return usdPerMillion.movePointRight(PICO_PER_TOKEN_DIGITS).longValueExact();
    }
}
