package dev.fogline.cost;

import static dev.fogline.spi.Explanation.leaf;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.TokenRates;
import java.util.ArrayList;
import java.util.List;

/// What a request would cost on a candidate: what somebody will bill for it, and what running the
/// model costs its owner. For ranking; a bill is summed exactly, by [Money].
///
/// @param rates that its prompt's length leads to
/// @param joules it takes, ≥ 0
/// @param deviceSeconds it takes of the device's time, those of its batch share it, ≥ 0
record Charges(
        Candidate candidate, Tokens tokens, TokenRates rates, double joules, double deviceSeconds) {

    private static final String USD = "USD";

    static Charges of(Candidate candidate, Tokens tokens, double joules, double deviceSeconds) {
        TokenRates rates = candidate.model().prices().ratesAt(tokens.prompt());
        return new Charges(candidate, tokens, rates, joules, deviceSeconds);
    }

    /// `billedUsd + operatingUsd`.
    double usd() {
        return billedUsd() + operatingUsd();
    }

    private double billedUsd() {
        double picoUsd =
                tokens.uncached() * rates.inputPicoUsd()
                        + tokens.cached() * rates.cachedInputPicoUsd()
                        + tokens.output() * rates.outputPicoUsd()
                        + candidate.model().prices().requestPicoUsd();
        return picoUsd * Money.USD_PER_PICO_USD;
    }

    private double operatingUsd() {
        return switch (candidate.model().operatingCost()) {
            case OperatingCost.None none -> 0;
            case OperatingCost.Device device ->
                    EdgePrice.energyUsd(device, joules) + EdgePrice.wearUsd(device, deviceSeconds);
            case OperatingCost.Pool pool ->
                    tokens.output() * new PoolPrice(pool).averageUsd(batch());
        };
    }

    /// Requests that would run together, this one included: what has no slot waits.
    private int batch() {
        return (int) Occupancy.of(candidate.node()).running() + 1;
    }

    /// The tree of [#usd], from those of the tokens.
    Explanation explanation(Explanation uncached, Explanation cached, Explanation output) {
        Explanation billed = billed(uncached, cached, output);
        return switch (candidate.model().operatingCost()) {
            case OperatingCost.None none -> billed;
            case OperatingCost.Device device -> both(billed, operating(device));
            case OperatingCost.Pool pool -> both(billed, operating(pool, output));
        };
    }

    private Explanation both(Explanation billed, Explanation operating) {
        return new Explanation(
                "cost_usd", usd(), USD, "billed_usd + operating_usd", List.of(billed, operating));
    }

    private Explanation billed(Explanation uncached, Explanation cached, Explanation output) {
        var from =
                new ArrayList<>(
                        List.of(
                                uncached,
                                rate("input_usd", rates.inputPicoUsd()),
                                cached,
                                rate("cached_input_usd", rates.cachedInputPicoUsd()),
                                output,
                                rate("output_usd", rates.outputPicoUsd())));
        String formula =
                "uncached_tokens * input_usd + cached_tokens * cached_input_usd"
                        + " + output_tokens * output_usd";
        var prices = candidate.model().prices();
        if (prices.requestPicoUsd() > 0) {
            from.add(leaf("request_usd", usd(prices.requestPicoUsd()), USD, prices.source()));
            formula += " + request_usd";
        }
        return new Explanation("billed_usd", billedUsd(), USD, formula, from);
    }

    private Explanation rate(String term, long picoUsd) {
        var prices = candidate.model().prices();
        boolean inTier = !rates.equals(prices.rates());
        return leaf(
                term,
                usd(picoUsd),
                "USD/token",
                prices.source() + (inTier ? ", the rate of so long a prompt" : ""));
    }

    private Explanation operating(OperatingCost.Device device) {
        return new Explanation(
                "operating_usd",
                operatingUsd(),
                USD,
                "energy_joules / 3600000 * usd_per_kwh + device_seconds / 3600 * wear_usd_per_hour",
                List.of(
                        leaf("energy_joules", joules, "J", "as below"),
                        leaf("usd_per_kwh", device.usdPerKwh(), "USD/kWh", device.source()),
                        leaf(
                                "device_seconds",
                                deviceSeconds,
                                "s",
                                "prefill and decode, shared by the batch"),
                        leaf(
                                "wear_usd_per_hour",
                                device.wearUsdPerHour(),
                                "USD/h",
                                device.source())));
    }

    private Explanation operating(OperatingCost.Pool pool, Explanation output) {
        return new Explanation(
                "operating_usd",
                operatingUsd(),
                USD,
                "output_tokens * usd_per_hour / 3600 / tokens_per_second",
                List.of(
                        output,
                        leaf("usd_per_hour", pool.usdPerHour(), "USD/h", pool.source()),
                        leaf(
                                "tokens_per_second",
                                new PoolPrice(pool).tokensPerSecond(batch()),
                                "tokens/s",
                                "the pool's curve at " + batch() + " requests")));
    }

    private static double usd(long picoUsd) {
        return picoUsd * Money.USD_PER_PICO_USD;
    }
}
