package dev.fogline.spi;

import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;
import java.util.List;

/// What a request costs, exactly: a rate for each kind of token, perhaps dearer ones for long
/// prompts, perhaps an amount for the request itself.
///
/// Most have two figures: `Prices.perMillion(input, output, source)`.
///
/// @param rates of prompts that are in no tier
/// @param contextTiers rates of longer prompts, from the lowest bound to the highest
/// @param requestPicoUsd for each request that used a token, ≥ 0; rarely above 0
/// @param source where the figures come from, with a date; shown in explanations
/// @param version of the catalogue they were looked up in, by which they can be found again; empty
///   for those of an operator
public record Prices(
        TokenRates rates,
        List<ContextTier> contextTiers,
        long requestPicoUsd,
        String source,
        String version) {

    /// Nothing is charged.
    public static final Prices FREE = new Prices(0, 0, "no price configured");

    private static final String UNKNOWN = "unknown";

    public Prices {
        contextTiers = List.copyOf(contextTiers);
        if (requestPicoUsd < 0) {
            throw new IllegalArgumentException("a price is below 0: request " + requestPicoUsd);
        }
        for (int i = 1; i < contextTiers.size(); i++) {
            int lower = contextTiers.get(i - 1).abovePromptTokens();
            int higher = contextTiers.get(i).abovePromptTokens();
            if (lower >= higher) {
                throw new IllegalArgumentException(
                        "the tier above "
                                + higher
                                + " prompt tokens follows the one above "
                                + lower);
            }
        }
    }

    /// Prices of an operator: the same for prompts of every length, nothing for a request.
    public Prices(TokenRates rates, String source) {
        this(rates, List.of(), 0, source, "");
    }

    /// Prices of one who makes no difference between cached and other prompt tokens.
    public Prices(long inputPicoUsd, long outputPicoUsd, String source) {
        this(TokenRates.of(inputPicoUsd, outputPicoUsd), source);
    }

    /// Prices as providers list them.
    ///
    /// @param inputUsdPerMillion dollars per million prompt tokens, ≥ 0, at most six decimals
    /// @param outputUsdPerMillion dollars per million generated tokens, ≥ 0, at most six decimals
    /// @throws ArithmeticException if a price is finer than a pico-dollar per token
    public static Prices perMillion(
            BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion, String source) {
        return new Prices(TokenRates.perMillion(inputUsdPerMillion, outputUsdPerMillion), source);
    }

    /// Nobody knows what it costs: it is reckoned as nothing and never taken for free.
    ///
    /// @param reason what was looked for in vain
    public static Prices unknown(String reason) {
        return new Prices(TokenRates.FREE, List.of(), 0, "price unknown: " + reason, UNKNOWN);
    }

    /// Whether somebody said what it costs.
    public boolean known() {
        return !version.equals(UNKNOWN);
    }

    /// Whether nothing is ever charged; false if nobody knows.
    public boolean free() {
        return known()
                && rates.free()
                && requestPicoUsd == 0
                && contextTiers.stream().allMatch(tier -> tier.rates().free());
    }

    /// The rates of a whole request: those of the highest tier its prompt exceeds.
    ///
    /// @param promptTokens cached ones included, ≥ 0
    public TokenRates ratesAt(double promptTokens) {
        for (int i = contextTiers.size() - 1; i >= 0; i--) {
            if (promptTokens > contextTiers.get(i).abovePromptTokens()) {
                return contextTiers.get(i).rates();
            }
        }
        return rates;
    }

    /// The exact price of an attempt in pico-dollars: its tokens at [#ratesAt] of its prompt, and
    /// [#requestPicoUsd] if it used any.
    ///
    /// @throws ArithmeticException if it exceeds a `long`, about nine million dollars
    public long picoUsd(Usage usage) {
        boolean used = usage.promptTokens() > 0 || usage.outputTokens() > 0;
        return Math.addExact(
                ratesAt(usage.promptTokens()).picoUsd(usage), used ? requestPicoUsd : 0);
    }

    /// Rates that hold for all tokens of a request, answer included, whose prompt is longer than a
    /// bound.
    ///
    /// So the providers bill it that have such tiers (OpenAI above 272,000 tokens, Google and
    /// Anthropic above 200,000; their price pages of August 2026): one token more makes the whole
    /// request dearer. The bound itself is still in the lower tier.
    ///
    /// @param abovePromptTokens cached ones included, ≥ 1
    public record ContextTier(int abovePromptTokens, TokenRates rates) {

        public ContextTier {
            if (abovePromptTokens < 1) {
                throw new IllegalArgumentException(
                        "abovePromptTokens " + abovePromptTokens + " below 1");
            }
        }
    }
}
