package dev.fogline.cost;

import static dev.fogline.spi.Explanation.leaf;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.TokenRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return announced().map(this::announcedUsd).orElseGet(this::configuredUsd);
    }

    private double configuredUsd() {
        return switch (candidate.model().operatingCost()) {
            case OperatingCost.None none -> 0;
            case OperatingCost.Device device ->
                    EdgePrice.energyUsd(device, joules) + EdgePrice.wearUsd(device, deviceSeconds);
            case OperatingCost.Pool pool ->
                    tokens.output() * new PoolPrice(pool).averageUsd(batch());
        };
    }

    private double announcedUsd(OperatingCost.Pool pool) {
        return tokens.output()
                * new PoolPrice(pool).congestedUsd(expected().running(), turnsWaiting(pool));
    }

    /// A pool's price that was announced counts where nobody bills its tokens: a bill is meant to
    /// pay for the pool.
    private Optional<OperatingCost.Pool> announced() {
        var prices = candidate.model().prices();
        return prices.free() || !prices.known()
                ? candidate.node().announcement().flatMap(Announcement::pool)
                : Optional.empty();
    }

    private double turnsWaiting(OperatingCost.Pool pool) {
        NodeState node = candidate.node();
        double factor = node.announcement().map(Announcement::loadFactor).orElse(1.0);
        return factor * node.queued() / Math.min(node.slots(), new PoolPrice(pool).full());
    }

    private Occupancy expected() {
        return Occupancy.expected(candidate.node());
    }

    /// Requests that would run together, this one included: what has no slot waits.
    private int batch() {
        return (int) expected().running() + 1;
    }

    /// The tree of [#usd], from those of the tokens.
    ///
    /// @param load where the node's load comes from
    Explanation explanation(
            Explanation uncached, Explanation cached, Explanation output, String load) {
        Explanation billed = billed(uncached, cached, output);
        Optional<OperatingCost.Pool> announced = announced();
        if (announced.isPresent()) {
            return both(billed, announced(announced.get(), output, load));
        }
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

    private Explanation announced(OperatingCost.Pool pool, Explanation output, String load) {
        double running = expected().running();
        double turns = turnsWaiting(pool);
        var price = new PoolPrice(pool);
        double marginal = price.congestedUsd(running, 0);
        double perTurn = price.congestedUsd(running, 1) - marginal;
        return new Explanation(
                "operating_usd",
                operatingUsd(),
                USD,
                "output_tokens * (marginal_usd + average_usd * turns_waiting)",
                List.of(
                        output,
                        leaf(
                                "marginal_usd",
                                marginal,
                                "USD/token",
                                "what one more takes from "
                                        + Math.round(running)
                                        + " that run, by the pool's rent and curve ("
                                        + pool.source()
                                        + "), "
                                        + load),
                        leaf("average_usd", perTurn, "USD/token", "the rent over all tokens"),
                        leaf("turns_waiting", turns, "", "waiting over slots, " + load)));
    }

    private static double usd(long picoUsd) {
        return picoUsd * Money.USD_PER_PICO_USD;
    }
}
