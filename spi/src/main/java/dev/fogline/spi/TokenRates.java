package dev.fogline.spi;

import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;

/// What a token of each kind costs, exactly: pico-dollars (1e-12 USD) per token, so that one dollar
/// per million tokens is 1,000,000.
///
/// @param inputPicoUsd per prompt token that is neither read from a prefix cache nor written to
///   one, ≥ 0
/// @param cachedInputPicoUsd per prompt token that was taken from a prefix cache, ≥ 0
/// @param cacheWritePicoUsd per prompt token that was put into one, ≥ 0
/// @param outputPicoUsd per generated token that the client may see, ≥ 0
/// @param reasoningPicoUsd per generated token of thinking, ≥ 0; nearly everybody bills it as
///   output
public record TokenRates(
        long inputPicoUsd,
        long cachedInputPicoUsd,
        long cacheWritePicoUsd,
        long outputPicoUsd,
        long reasoningPicoUsd) {

    /// Nothing is charged.
    public static final TokenRates FREE = of(0, 0);

    /// A dollar per million tokens is 1e-6 dollars per token.
    private static final int PICO_PER_TOKEN_DIGITS = 6;

    public TokenRates {
        if (inputPicoUsd < 0
                || cachedInputPicoUsd < 0
                || cacheWritePicoUsd < 0
                || outputPicoUsd < 0
                || reasoningPicoUsd < 0) {
            throw new IllegalArgumentException(
                    "a price is below 0: input "
                            + inputPicoUsd
                            + ", cached input "
                            + cachedInputPicoUsd
                            + ", cache write "
                            + cacheWritePicoUsd
                            + ", output "
                            + outputPicoUsd
                            + ", reasoning "
                            + reasoningPicoUsd);
        }
    }

    /// Rates of one who makes no difference between tokens read, nor between tokens generated.
    public static TokenRates of(long inputPicoUsd, long outputPicoUsd) {
        return new TokenRates(
                inputPicoUsd, inputPicoUsd, inputPicoUsd, outputPicoUsd, outputPicoUsd);
    }

    /// Rates as providers list them.
    ///
    /// @param inputUsdPerMillion dollars per million prompt tokens, ≥ 0, at most six decimals
    /// @param outputUsdPerMillion dollars per million generated tokens, ≥ 0, at most six decimals
    /// @throws ArithmeticException if a price is finer than a pico-dollar per token
    public static TokenRates perMillion(
            BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion) {
        return of(pico(inputUsdPerMillion), pico(outputUsdPerMillion));
    }

    /// These rates with another one for prompt tokens from a prefix cache.
    ///
    /// @param usdPerMillion dollars per million of them, ≥ 0, at most six decimals
    /// @throws ArithmeticException if it is finer than a pico-dollar per token
    public TokenRates withCachedInput(BigDecimal usdPerMillion) {
        return new TokenRates(
                inputPicoUsd,
                pico(usdPerMillion),
                cacheWritePicoUsd,
                outputPicoUsd,
                reasoningPicoUsd);
    }

    /// These rates with another one for prompt tokens put into a prefix cache.
    ///
    /// @param usdPerMillion dollars per million of them, ≥ 0, at most six decimals
    /// @throws ArithmeticException if it is finer than a pico-dollar per token
    public TokenRates withCacheWrite(BigDecimal usdPerMillion) {
        return new TokenRates(
                inputPicoUsd,
                cachedInputPicoUsd,
                pico(usdPerMillion),
                outputPicoUsd,
                reasoningPicoUsd);
    }

    /// These rates with another one for thinking.
    ///
    /// @param usdPerMillion dollars per million tokens of it, ≥ 0, at most six decimals
    /// @throws ArithmeticException if it is finer than a pico-dollar per token
    public TokenRates withReasoning(BigDecimal usdPerMillion) {
        return new TokenRates(
                inputPicoUsd,
                cachedInputPicoUsd,
                cacheWritePicoUsd,
                outputPicoUsd,
                pico(usdPerMillion));
    }

    /// Whether nothing is charged for any token.
    public boolean free() {
        return equals(FREE);
    }

    /// `(prompt - cached - cacheWritten) * input + cached * cachedInput + cacheWritten * cacheWrite
    /// + (output - reasoning) * output price + reasoning * reasoning price`.
    ///
    /// @throws ArithmeticException if it exceeds a `long`, about nine million dollars
    long picoUsd(Usage usage) {
        int cached = usage.cachedPromptTokens();
        int written = usage.cacheWrittenPromptTokens();
        int reasoning = usage.reasoningTokens();
        long sum = Math.multiplyExact(usage.promptTokens() - cached - written, inputPicoUsd);
        sum = Math.addExact(sum, Math.multiplyExact(cached, cachedInputPicoUsd));
        sum = Math.addExact(sum, Math.multiplyExact(written, cacheWritePicoUsd));
        sum =
                Math.addExact(
                        sum, Math.multiplyExact(usage.outputTokens() - reasoning, outputPicoUsd));
        return Math.addExact(sum, Math.multiplyExact(reasoning, reasoningPicoUsd));
    }

    private static long pico(BigDecimal usdPerMillion) {
        return usdPerMillion.movePointRight(PICO_PER_TOKEN_DIGITS).longValueExact();
    }
}
