package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.Energy;
import dev.fogline.cost.Money;
import dev.fogline.router.EmbeddingOutcome;
import dev.fogline.router.Spent;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Predicted and measured figures of one answer, as headers and as the `fogline` object.
public final class Figures {

    private static final int NANO_USD_DIGITS = 9;

    private static final BigDecimal NOTHING = Money.usd(0);

    private Figures() {}

    /// What is known before the first byte, by header name.
    ///
    /// @param reason why this option won; empty if nobody said
    public static Map<String, String> predicted(String id, Option.Single option, String reason) {
        Estimate estimate = option.estimate();
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-fogline-decision-id", id);
        headers.put("x-fogline-backend", HeaderText.safe(option.candidate().backend()));
        headers.put("x-fogline-model", HeaderText.safe(option.candidate().model().name()));
        if (!reason.isBlank()) {
            headers.put("x-fogline-reason", HeaderText.safe(reason));
        }
        headers.put(
                "x-fogline-predicted-first-token-millis",
                millis(estimate.firstTokenMillis().median()));
        headers.put("x-fogline-predicted-total-millis", millis(estimate.totalMillis().median()));
        headers.put(
                "x-fogline-predicted-cost-usd", usd(estimate.costUsd().median()).toPlainString());
        String priceVersion = option.candidate().model().prices().version();
        if (!priceVersion.isEmpty()) {
            headers.put("x-fogline-price-version", HeaderText.safe(priceVersion));
        }
        co2Grams(option)
                .ifPresent(
                        grams ->
                                headers.put(
                                        "x-fogline-predicted-co2-grams", grams.toPlainString()));
        return headers;
    }

    /// What was measured, by header name.
    public static Map<String, String> measured(Outcome.Completed completed) {
        var timings = completed.served().timings();
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-fogline-first-token-millis", millis(timings.firstTokenMillis()));
        headers.put("x-fogline-total-millis", millis(timings.totalMillis()));
        headers.put("x-fogline-cost-usd", Spent.usd(completed).toPlainString());
        headers.put("x-fogline-attempts", Integer.toString(completed.attempts().size()));
        return headers;
    }

    /// Of an answer that was another request's, by header name: nobody was asked, nothing is paid.
    public static Map<String, String> shared() {
        return Map.of("x-fogline-cost-usd", NOTHING.toPlainString(), "x-fogline-attempts", "0");
    }

    /// What was measured of vectors, by header name.
    public static Map<String, String> measured(EmbeddingOutcome.Served served) {
        Candidate candidate = served.candidate();
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-fogline-backend", HeaderText.safe(candidate.backend()));
        headers.put("x-fogline-model", HeaderText.safe(candidate.model().name()));
        headers.put("x-fogline-total-millis", millis(served.totalMillis()));
        headers.put(
                "x-fogline-cost-usd",
                Money.usd(candidate.model().prices(), served.embeddings().usage()).toPlainString());
        return headers;
    }

    /// Both, as the last streamed document carries them.
    public static ObjectNode json(String id, Outcome.Completed completed) {
        Option.Single option = completed.served().option();
        Estimate estimate = option.estimate();
        var timings = completed.served().timings();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("decision_id", id)
                .put("backend", option.candidate().backend())
                .put("model", option.candidate().model().name())
                .put("attempts", completed.attempts().size())
                .put("first_token_millis", tenths(timings.firstTokenMillis()))
                .put("total_millis", tenths(timings.totalMillis()))
                .put("cost_usd", Spent.usd(completed));
        String priceVersion = option.candidate().model().prices().version();
        if (!priceVersion.isEmpty()) {
            node.put("price_version", priceVersion);
        }
        ObjectNode predicted =
                node.putObject("predicted")
                        .put("first_token_millis", tenths(estimate.firstTokenMillis().median()))
                        .put("total_millis", tenths(estimate.totalMillis().median()))
                        .put("cost_usd", usd(estimate.costUsd().median()));
        co2Grams(option).ifPresent(grams -> predicted.put("co2_grams", grams));
        return node;
    }

    /// Of the predicted energy, with three digits that matter; empty if nobody said how clean the
    /// electricity is.
    private static Optional<BigDecimal> co2Grams(Option.Single option) {
        OptionalDouble grams =
                Energy.gramsCo2(
                        option.candidate().model().energy(),
                        option.estimate().energyJoules().median());
        return grams.isEmpty()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(grams.getAsDouble()).round(new MathContext(3)));
    }

    /// Of an answer that was another request's, as the last streamed document carries them.
    public static ObjectNode json(String id, Outcome.Shared shared) {
        Candidate origin = shared.origin().candidate();
        return JsonNodeFactory.instance
                .objectNode()
                .put("decision_id", id)
                .put("backend", origin.backend())
                .put("model", origin.model().name())
                .put("attempts", 0)
                .put("cost_usd", NOTHING);
    }

    private static BigDecimal usd(double value) {
        return BigDecimal.valueOf(value).setScale(NANO_USD_DIGITS, RoundingMode.HALF_UP);
    }

    private static BigDecimal tenths(double millis) {
        return BigDecimal.valueOf(millis).setScale(1, RoundingMode.HALF_UP);
    }

    /// With one digit after the point; by hand, as every answer carries several.
    private static String millis(double millis) {
        long tenths = Math.round(millis * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
