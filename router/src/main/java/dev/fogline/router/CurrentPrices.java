package dev.fogline.router;

import dev.fogline.router.prices.Tariff;
import dev.fogline.spi.Prices;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the models of one backend cost now. Looked up once, worked out anew every second: prices
/// change at whole seconds at most.
///
/// **Threads**: any number; two may work out the same.
final class CurrentPrices {

    /// No backend serves more at a time; one whose names never end is looked up each time.
    private static final int MOST_MODELS = 10_000;

    private static final long MILLIS = 1_000;

    private final Pricing pricing;
    private final InstantSource wallClock;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    CurrentPrices(Pricing pricing, InstantSource wallClock) {
        this.pricing = pricing;
        this.wallClock = wallClock;
    }

    /// @param second since the epoch that the prices hold for
    private record Shown(Tariff tariff, long second, Prices prices) {}

    Prices of(String model) {
        long second = wallClock.millis() / MILLIS;
        Shown last = shown.get(model);
        if (last != null && last.second() == second) {
            return last.prices();
        }
        Tariff tariff = last == null ? pricing.tariff(model) : last.tariff();
        Prices prices = at(tariff, Instant.ofEpochSecond(second));
        if (last != null || shown.size() < MOST_MODELS) {
            shown.put(model, new Shown(tariff, second, prices));
        }
        return prices;
    }

    private Prices at(Tariff tariff, Instant now) {
        Prices prices = tariff.at(now);
        return switch (pricing) {
            case Pricing.Fixed fixed -> prices;
            case Pricing.Unknown unknown -> prices;
            case Pricing.Listed listed when prices.known() ->
                    listed.staleness(LocalDate.ofInstant(now, ZoneOffset.UTC))
                            .map(age -> withSource(prices, prices.source() + ", " + age))
                            .orElse(prices);
            case Pricing.Listed listed -> prices;
        };
    }

    private static Prices withSource(Prices prices, String source) {
        return new Prices(
                prices.rates(),
                prices.contextTiers(),
                prices.requestPicoUsd(),
                source,
                prices.version());
    }
}
