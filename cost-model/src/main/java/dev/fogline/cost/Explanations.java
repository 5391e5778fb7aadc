package dev.fogline.cost;

import static dev.fogline.spi.Explanation.leaf;

import dev.fogline.spi.Explanation;
import java.util.List;

/// Tells how the figures of a [Working] arose, as trees whose roots are the estimate.
final class Explanations {

    private static final String MILLIS = "ms";

    private Explanations() {}

    /// Five trees in the order of [dev.fogline.spi.Estimate]'s components.
    static List<Explanation> of(Working working) {
        Explanation prompt = promptTokens(working);
        Explanation output = outputTokens(working);
        Explanation first = firstToken(working, prompt);
        return List.of(
                first,
                total(working, first, output),
                cost(working, prompt, output),
                energy(working, prompt, output),
                quality(working));
    }

    private static Explanation promptTokens(Working working) {
        LinearFit fit = working.speeds().promptTokens();
        return new Explanation(
                "prompt_tokens",
                working.promptTokens(),
                "tokens",
                "template_tokens + tokens_per_character * characters, " + origin(working),
                List.of(
                        leaf("template_tokens", fit.intercept(), "tokens", origin(working)),
                        leaf(
                                "tokens_per_character",
                                fit.slope(),
                                "tokens/character",
                                origin(working)),
                        leaf("characters", working.characters(), "characters", "the request")));
    }

    private static Explanation outputTokens(Working working) {
        return leaf(
                "output_tokens",
                working.outputTokens().median(),
                "tokens",
                "log-normal lengths of earlier answers mixed with the request's bound, "
                        + origin(working));
    }

    private static Explanation firstToken(Working working, Explanation prompt) {
        LinearFit fit = working.speeds().firstToken();
        var wait =
                leaf(
                        "wait_millis",
                        working.waitMillis(),
                        MILLIS,
                        "queue ahead / slots * service time, plus loading where cold");
        var prefill =
                new Explanation(
                        "prefill_millis",
                        working.prefillMillis().median(),
                        MILLIS,
                        "fixed_millis + millis_per_prompt_token * prompt_tokens",
                        List.of(
                                leaf("fixed_millis", fit.intercept(), MILLIS, origin(working)),
                                leaf(
                                        "millis_per_prompt_token",
                                        fit.slope(),
                                        "ms/token",
                                        origin(working)),
                                prompt));
        return new Explanation(
                "first_token_millis",
                working.firstTokenMillis().median(),
                MILLIS,
                "wait_millis + prefill_millis",
                List.of(wait, prefill));
    }

    private static Explanation total(Working working, Explanation first, Explanation output) {
        LinearFit fit = working.speeds().decode();
        var decode =
                new Explanation(
                        "decode_millis",
                        working.decodeMillis().median(),
                        MILLIS,
                        "fixed_millis + inter_token_millis * (output_tokens - 1)",
                        List.of(
                                leaf("fixed_millis", fit.intercept(), MILLIS, origin(working)),
                                leaf(
                                        "inter_token_millis",
                                        fit.slope(),
                                        "ms/token",
                                        origin(working)),
                                output));
        return new Explanation(
                "total_millis",
                working.totalMillis().median(),
                MILLIS,
                "first_token_millis + decode_millis",
                List.of(first, decode));
    }

    private static Explanation cost(Working working, Explanation prompt, Explanation output) {
        var prices = working.candidate().model().prices();
        return new Explanation(
                "cost_usd",
                working.costUsd(),
                "USD",
                "prompt_tokens * input_usd + output_tokens * output_usd",
                List.of(
                        prompt,
                        leaf(
                                "input_usd",
                                prices.inputPicoUsd() * Money.USD_PER_PICO_USD,
                                "USD/token",
                                prices.source()),
                        output,
                        leaf(
                                "output_usd",
                                prices.outputPicoUsd() * Money.USD_PER_PICO_USD,
                                "USD/token",
                                prices.source())));
    }

    private static Explanation energy(Working working, Explanation prompt, Explanation output) {
        var energy = working.candidate().model().energy();
        double busySeconds =
                (working.prefillMillis().median() + working.decodeMillis().median()) / 1_000;
        return new Explanation(
                "energy_joules",
                working.energyJoules(),
                "J",
                "busy_watts * busy_seconds + joules_per_token * (prompt_tokens + output_tokens)",
                List.of(
                        leaf("busy_watts", energy.busyWatts(), "W", energy.source()),
                        leaf(
                                "busy_seconds",
                                busySeconds,
                                "s",
                                "(prefill_millis + decode_millis) / 1000"),
                        leaf(
                                "joules_per_token",
                                energy.joulesPerToken(),
                                "J/token",
                                energy.source()),
                        prompt,
                        output));
    }

    private static Explanation quality(Working working) {
        var judgement = working.quality();
        return new Explanation(
                "quality",
                judgement.probability(),
                "",
                judgement.source(),
                List.of(
                        leaf(
                                "familiarity",
                                judgement.familiarity(),
                                "",
                                "how like the prompts that were graded")));
    }

    private static String origin(Working working) {
        long observations = working.speeds().observations();
        return observations == 0 ? "assumed" : "learnt from " + observations + " answers";
    }
}
