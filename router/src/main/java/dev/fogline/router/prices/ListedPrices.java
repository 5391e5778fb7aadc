package dev.fogline.router.prices;

import dev.fogline.spi.Prices;
import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.TokenRates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// The amounts a file gives for one model, gathered one by one. What a tier does not say is as
/// below it; what nobody says is as [TokenRates#of] has it.
final class ListedPrices {

    /// A price above a million dollars for a million tokens is a slip of the pen.
    private static final BigDecimal MAX_USD_PER_MILLION = BigDecimal.valueOf(1_000_000);

    /// A pico-dollar per token.
    private static final int USD_PER_MILLION_DIGITS = 6;

    private static final int PICO_DIGITS = 12;

    private final TreeMap<Integer, Map<Kind, BigDecimal>> byBound = new TreeMap<>();
    private BigDecimal requestUsd = BigDecimal.ZERO;
    private boolean rounded;

    /// Which tokens.
    enum Kind {
        INPUT,
        CACHED_INPUT,
        CACHE_WRITE,
        OUTPUT,
        REASONING
    }

    ListedPrices() {
        byBound.put(0, new EnumMap<>(Kind.class));
    }

    /// @param abovePromptTokens 0 for prompts of every length
    /// @param usdPerMillion dollars per million tokens; finer than a pico-dollar per token it is
    ///   rounded half up
    /// @throws UnfitException if it is no price
    void put(int abovePromptTokens, Kind kind, BigDecimal usdPerMillion) {
        if (abovePromptTokens < 0) {
            throw new UnfitException("a tier above " + abovePromptTokens + " tokens");
        }
        byBound.computeIfAbsent(abovePromptTokens, bound -> new EnumMap<>(Kind.class))
                .put(kind, exact(usdPerMillion, USD_PER_MILLION_DIGITS));
    }

    /// @param usd dollars for each request
    /// @throws UnfitException if it is no price
    void request(BigDecimal usd) {
        requestUsd = exact(usd, PICO_DIGITS);
    }

    /// Whether an amount was finer than can be held.
    boolean rounded() {
        return rounded;
    }

    Prices prices(String source, String version) {
        var known = new EnumMap<Kind, BigDecimal>(Kind.class);
        var tiers = new ArrayList<ContextTier>();
        TokenRates base = TokenRates.FREE;
        for (Map.Entry<Integer, Map<Kind, BigDecimal>> entry : byBound.entrySet()) {
            known.putAll(entry.getValue());
            if (entry.getKey() == 0) {
                base = rates(known);
            } else {
                tiers.add(new ContextTier(entry.getKey(), rates(known)));
            }
        }
        long requestPicoUsd = requestUsd.movePointRight(PICO_DIGITS).longValueExact();
        return new Prices(base, tiers, requestPicoUsd, source, version);
    }

    private static TokenRates rates(Map<Kind, BigDecimal> known) {
        TokenRates rates =
                TokenRates.perMillion(
                        known.getOrDefault(Kind.INPUT, BigDecimal.ZERO),
                        known.getOrDefault(Kind.OUTPUT, BigDecimal.ZERO));
        for (Map.Entry<Kind, BigDecimal> entry : known.entrySet()) {
            rates =
                    switch (entry.getKey()) {
                        case INPUT, OUTPUT -> rates;
                        case CACHED_INPUT -> rates.withCachedInput(entry.getValue());
                        case CACHE_WRITE -> rates.withCacheWrite(entry.getValue());
                        case REASONING -> rates.withReasoning(entry.getValue());
                    };
        }
        return rates;
    }

    private BigDecimal exact(BigDecimal usd, int digits) {
        if (usd.signum() < 0 || usd.compareTo(MAX_USD_PER_MILLION) > 0) {
            throw new UnfitException(
                    usd.toPlainString() + " is no price from 0 to " + MAX_USD_PER_MILLION);
        }
        BigDecimal held = usd.setScale(digits, RoundingMode.HALF_UP);
        rounded |= held.compareTo(usd) != 0;
        return held;
    }

    /// An entry cannot be used; the message says why.
    static final class UnfitException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnfitException(String message) {
            super(message);
        }
    }
}
