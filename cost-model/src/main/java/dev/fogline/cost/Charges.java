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
/// @param work that the request is
/// @param rates that its prompt's length leads to
/// @param batch requests that would run together, this one included, ≥ 1
record Charges(Candidate candidate, Work work, TokenRates rates, int batch) {

    private static final String USD = "USD";
    private static final String USD_PER_TOKEN = "USD/token";

    static Charges of(Candidate candidate, Work work) {
        return new Charges(
                candidate,
                work,
                candidate.model().prices().ratesAt(work.promptTokens()),
                candidate.node().running() + 1);
    }

    /// Predicted amounts of everything that costs money.
    ///
    /// @param promptTokens cached ones included, ≥ 0
    /// @param cachedPromptTokens of these, probably taken from a prefix cache
    /// @param outputTokens of the answer, ≥ 0
    /// @param joules it takes, ≥ 0
    /// @param busySeconds the model works on it, ≥ 0
    record Work(
            double promptTokens,
            double cachedPromptTokens,
            double outputTokens,
            double joules,
            double busySeconds) {}

    /// `billedUsd + operatingUsd`.
    double usd() {
        return billedUsd() + operatingUsd();
    }

    private double billedUsd() {
        double picoUsd =
                (work.promptTokens() - work.cachedPromptTokens()) * rates.inputPicoUsd()
                        + work.cachedPromptTokens() * rates.cachedInputPicoUsd()
                        + work.outputTokens() * rates.outputPicoUsd()
                        + candidate.model().prices().requestPicoUsd();
        return picoUsd * Money.USD_PER_PICO_USD;
    }

    private double operatingUsd() {
        return switch (candidate.model().operatingCost()) {
            case OperatingCost.None none -> 0;
            case OperatingCost.Device device ->
                    EdgePrice.energyUsd(device, work.joules())
                            + EdgePrice.wearUsd(device, work.busySeconds());
            case OperatingCost.Pool pool ->
                    work.outputTokens() * new PoolPrice(pool).averageUsd(batch);
        };
    }

    /// The tree of [#usd].
    ///
    /// @param prompt the tree of the prompt's tokens
    /// @param output the tree of the answer's tokens
    Explanation explanation(Explanation prompt, Explanation output) {
        return switch (candidate.model().operatingCost()) {
            case OperatingCost.None none -> billed("cost_usd", prompt, output);
            case OperatingCost.Device device ->
                    both(billed("billed_usd", prompt, output), operating(device));
            case OperatingCost.Pool pool ->
                    both(billed("billed_usd", prompt, output), operating(pool, output));
        };
    }

    private Explanation both(Explanation billed, Explanation operating) {
        return new Explanation(
                "cost_usd", usd(), USD, "billed_usd + operating_usd", List.of(billed, operating));
    }

    private Explanation billed(String term, Explanation prompt, Explanation output) {
        var from = new ArrayList<Explanation>();
        var formula = new StringBuilder();
        from.add(prompt);
        if (work.cachedPromptTokens() == 0) {
            formula.append("prompt_tokens * input_usd");
        } else {
            formula.append("(prompt_tokens - cached_prompt_tokens) * input_usd")
                    .append(" + cached_prompt_tokens * cached_input_usd");
            from.add(
                    leaf(
                            "cached_prompt_tokens",
                            work.cachedPromptTokens(),
                            "tokens",
                            "expected from the prefix cache"));
            from.add(rate("cached_input_usd", rates.cachedInputPicoUsd()));
        }
        from.add(rate("input_usd", rates.inputPicoUsd()));
        formula.append(" + output_tokens * output_usd");
        from.add(output);
        from.add(rate("output_usd", rates.outputPicoUsd()));
        var prices = candidate.model().prices();
        if (prices.requestPicoUsd() > 0) {
            formula.append(" + request_usd");
            from.add(leaf("request_usd", usd(prices.requestPicoUsd()), USD, prices.source()));
        }
        return new Explanation(term, billedUsd(), USD, formula.toString(), from);
    }

    private Explanation rate(String term, long picoUsd) {
        var prices = candidate.model().prices();
        boolean inTier = !rates.equals(prices.rates());
        return leaf(
                term,
                usd(picoUsd),
                USD_PER_TOKEN,
                prices.source() + (inTier ? ", the rate of so long a prompt" : ""));
    }

    private Explanation operating(OperatingCost.Device device) {
        return new Explanation(
                "operating_usd",
                operatingUsd(),
                USD,
                "joules / 3.6e6 * usd_per_kwh + wear_usd_per_hour * busy_seconds / 3600",
                List.of(
                        leaf("joules", work.joules(), "J", "energy_joules"),
                        leaf("usd_per_kwh", device.usdPerKwh(), "USD/kWh", device.source()),
                        leaf(
                                "wear_usd_per_hour",
                                device.wearUsdPerHour(),
                                "USD/h",
                                device.source()),
                        leaf(
                                "busy_seconds",
                                work.busySeconds(),
                                "s",
                                "(prefill_millis + decode_millis) / 1000")));
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
                                new PoolPrice(pool).tokensPerSecond(batch),
                                "tokens/s",
                                "the pool's curve at " + batch + " requests")));
    }

    private static double usd(long picoUsd) {
        return picoUsd * Money.USD_PER_PICO_USD;
    }
}
