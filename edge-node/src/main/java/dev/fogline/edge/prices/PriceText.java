package dev.fogline.edge.prices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.prices.Listing;
import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.spi.Prices;
import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.TokenRates;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Prices of one moment as people and as programs read them, in dollars per million tokens.
///
/// @param catalogue they are from
/// @param now the moment
record PriceText(PriceCatalogue catalogue, Instant now) {

    private static final String ROW = "%-12s %-44s %10s %10s %10s %10s %10s  %s";
    private static final int PER_MILLION_DIGITS = 6;
    private static final int PICO_DIGITS = 12;

    /// A row each, then where they are from and how old that is.
    List<String> table(List<Listing> listings) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        ROW,
                        "provider",
                        "model",
                        "input",
                        "cached",
                        "written",
                        "output",
                        "thinking",
                        "USD per million tokens"));
        for (Listing listing : listings) {
            Prices prices = listing.tariff().at(now);
            lines.add(row(listing.provider(), listing.model(), prices.rates(), remark(listing)));
            for (ContextTier tier : prices.contextTiers()) {
                lines.add(
                        row(
                                "",
                                "  above " + tier.abovePromptTokens() + " prompt tokens",
                                tier.rates(),
                                "the whole request"));
            }
        }
        lines.add(
                listings.size()
                        + " of "
                        + catalogue.models()
                        + " models, "
                        + catalogue.version()
                        + ", "
                        + catalogue
                                .staleness(today(), PriceCatalogue.STALE_AFTER_DAYS)
                                .orElse(catalogue.ageDays(today()) + " days old"));
        return lines;
    }

    /// An object each, the list itself last.
    List<String> jsonLines(List<Listing> listings) {
        var lines = new ArrayList<String>();
        for (Listing listing : listings) {
            Prices prices = listing.tariff().at(now);
            ObjectNode node =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("provider", listing.provider())
                            .put("model", listing.model());
            node.set("usd_per_million", json(prices.rates()));
            if (!prices.contextTiers().isEmpty()) {
                ArrayNode tiers = node.putArray("above");
                for (ContextTier tier : prices.contextTiers()) {
                    tiers.addObject()
                            .put("prompt_tokens", tier.abovePromptTokens())
                            .set("usd_per_million", json(tier.rates()));
                }
            }
            if (prices.requestPicoUsd() > 0) {
                node.put("usd_per_request", requestUsd(prices));
            }
            lines.add(
                    node.put("source", prices.source())
                            .put("price_version", prices.version())
                            .toString());
        }
        lines.add(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("price_version", catalogue.version())
                        .put("date", catalogue.date().toString())
                        .put("age_days", catalogue.ageDays(today()))
                        .put(
                                "stale",
                                catalogue
                                        .staleness(today(), PriceCatalogue.STALE_AFTER_DAYS)
                                        .isPresent())
                        .put("models", catalogue.models())
                        .toString());
        return lines;
    }

    private String remark(Listing listing) {
        Prices prices = listing.tariff().at(now);
        var remarks = new ArrayList<String>();
        if (prices.requestPicoUsd() > 0) {
            remarks.add("and " + requestUsd(prices).toPlainString() + " USD a request");
        }
        if (listing.tariff().phases().size() > 1) {
            remarks.add("changes with time");
        }
        int origin = prices.source().indexOf('(');
        if (origin >= 0) {
            remarks.add(prices.source().substring(origin + 1, prices.source().indexOf(')')));
        }
        return String.join(", ", remarks);
    }

    private static String row(String provider, String model, TokenRates rates, String remark) {
        return String.format(
                        ROW,
                        provider,
                        model,
                        text(rates.inputPicoUsd()),
                        text(rates.cachedInputPicoUsd()),
                        text(rates.cacheWritePicoUsd()),
                        text(rates.outputPicoUsd()),
                        text(rates.reasoningPicoUsd()),
                        remark)
                .stripTrailing();
    }

    private static ObjectNode json(TokenRates rates) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("input", perMillion(rates.inputPicoUsd()))
                .put("cached_input", perMillion(rates.cachedInputPicoUsd()))
                .put("cache_write", perMillion(rates.cacheWritePicoUsd()))
                .put("output", perMillion(rates.outputPicoUsd()))
                .put("reasoning", perMillion(rates.reasoningPicoUsd()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static BigDecimal requestUsd(Prices prices) {
        return plain(BigDecimal.valueOf(prices.requestPicoUsd(), PICO_DIGITS));
    }

    private static BigDecimal perMillion(long picoUsd) {
        return plain(BigDecimal.valueOf(picoUsd, PER_MILLION_DIGITS));
    }

    /// Without zeros at the end, and never as a power of ten.
    private static BigDecimal plain(BigDecimal usd) {
        BigDecimal stripped = usd.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String text(long picoUsd) {
        return perMillion(picoUsd).toPlainString();
    }
}
