package dev.fogline.cost;

import static dev.fogline.spi.Explanation.leaf;

import dev.fogline.spi.Explanation;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.request.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Tells how the figures of a [Working] arose, as trees whose roots are the estimate.
///
/// The `source` of a number that has terms is its formula in their names, and nothing else; what a
/// leaf's figure comes from is a sentence. Each root has the ends of its interval as its last two
/// terms.
final class Explanations {

    private static final String MILLIS = "ms";
    private static final String MILLIS_PER_TOKEN = "ms/token";
    private static final String TOKENS = "tokens";
    private static final String USD = "USD";
    private static final String JOULES = "J";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Working working;
    private final String origin;
    private final String load;

    private Explanations(Working working, long nowNanos) {
        this.working = working;
        this.origin = working.speeds().origin();
        this.load = load(working.candidate().node(), nowNanos);
    }

    /// Where the load comes from that the figures are made with.
    private static String load(NodeState node, long nowNanos) {
        return node.announcement()
                .map(
                        told ->
                                String.format(
                                        Locale.ROOT,
                                        "announced %.1f s ago, reckoned with %.2f times of it",
                                        (nowNanos - node.observedAtNanos()) / NANOS_PER_SECOND,
                                        told.loadFactor()))
                .orElse("the node's state");
    }

    /// Five trees in the order of [dev.fogline.spi.Estimate]'s components, and carbon dioxide as a
    /// sixth where the electricity is known.
    static List<Explanation> of(Working working, long nowNanos) {
        var trees = new Explanations(working, nowNanos);
        var all =
                new ArrayList<>(
                        List.of(
                                trees.firstToken(),
                                trees.total(),
                                trees.cost(),
                                trees.energy(),
                                trees.quality()));
        trees.carbon().ifPresent(all::add);
        return List.copyOf(all);
    }

    private Explanation firstToken() {
        return root(
                "first_token_millis",
                working.firstTokenMillis(),
                MILLIS,
                "wait_millis + load_millis + rtt_millis + prefill_millis",
                waiting(),
                leaf(
                        "load_millis",
                        working.loadMillis(),
                        MILLIS,
                        working.node().cold()
                                ? "the model is cold, " + origin
                                : "the model is warm"),
                network(),
                prefill());
    }

    private Explanation waiting() {
        if (working.node().announcedWaitMillis().isPresent()) {
            return leaf("wait_millis", working.waitMillis(), MILLIS, load);
        }
        FirstToken first = working.speeds().first();
        return node(
                "wait_millis",
                working.waitMillis(),
                MILLIS,
                "wait_share * turns_ahead * service_millis",
                leaf("wait_share", first.waitShare().value(), "", origin),
                leaf(
                        "turns_ahead",
                        working.node().turnsAhead(),
                        "",
                        "requests ahead over slots, " + load),
                leaf(
                        "service_millis",
                        first.service().value(),
                        MILLIS,
                        "mean of an answer, " + origin));
    }

    private Explanation network() {
        PacedFit fit = working.speeds().first().prefill();
        return node(
                "rtt_millis",
                working.rttMillis(),
                MILLIS,
                "pace * round_trips * round_trip_millis",
                pace(fit.pace()),
                coefficient("round_trips", fit, FirstToken.ROUND_TRIPS, ""),
                leaf(
                        "round_trip_millis",
                        working.node().rttMillis(),
                        MILLIS,
                        "measured, the node's state"));
    }

    private Explanation prefill() {
        PacedFit fit = working.speeds().first().prefill();
        return node(
                "prefill_millis",
                working.prefillMillis(),
                MILLIS,
                "pace * (fixed_millis + millis_per_uncached_token * uncached_tokens"
                        + " + millis_per_token_and_prompt * uncached_tokens * prompt_tokens"
                        + " + millis_per_running * running"
                        + " + millis_per_token_and_running * uncached_tokens * running"
                        + " + millis_per_unread_token * unread_tokens)",
                pace(fit.pace()),
                coefficient("fixed_millis", fit, FirstToken.FIXED, MILLIS),
                coefficient(
                        "millis_per_uncached_token", fit, FirstToken.PER_TOKEN, MILLIS_PER_TOKEN),
                uncached(),
                coefficient("millis_per_token_and_prompt", fit, FirstToken.PER_PAIR, "ms/token²"),
                prompt(),
                coefficient("millis_per_running", fit, FirstToken.PER_RUNNING, "ms/request"),
                running(),
                coefficient(
                        "millis_per_token_and_running",
                        fit,
                        FirstToken.PER_TOKEN_AND_RUNNING,
                        "ms/token/request"),
                coefficient(
                        "millis_per_unread_token", fit, FirstToken.PER_UNREAD, MILLIS_PER_TOKEN),
                leaf(
                        "unread_tokens",
                        working.node().unreadTokens(),
                        TOKENS,
                        "of prompts before this one, " + load));
    }

    private Explanation total() {
        return root(
                "total_millis",
                working.totalMillis(),
                MILLIS,
                "first_token_millis + decode_millis",
                firstToken(),
                decode());
    }

    private Explanation decode() {
        PacedFit fit = working.speeds().decode().fit();
        if (working.tokens().following() == 0) {
            return leaf("decode_millis", 0, MILLIS, "one token at most");
        }
        return node(
                "decode_millis",
                working.decodeMillis().median(),
                MILLIS,
                "pace * end_millis + inter_token_millis * (output_tokens - 1)",
                pace(fit.pace()),
                coefficient("end_millis", fit, Decoding.FIXED, MILLIS),
                node(
                        "inter_token_millis",
                        working.speeds()
                                .decode()
                                .interTokenMillis(working.tokens(), working.node()),
                        MILLIS_PER_TOKEN,
                        "pace * (step_millis + millis_per_running * running"
                                + " + millis_per_context_token * context_tokens)",
                        pace(fit.pace()),
                        coefficient("step_millis", fit, Decoding.BASE, MILLIS_PER_TOKEN),
                        coefficient(
                                "millis_per_running",
                                fit,
                                Decoding.PER_RUNNING,
                                "ms/token/request"),
                        running(),
                        coefficient(
                                "millis_per_context_token", fit, Decoding.PER_CONTEXT, "ms/token²"),
                        node(
                                "context_tokens",
                                working.tokens().context(),
                                TOKENS,
                                "prompt_tokens + (output_tokens - 1) / 2",
                                prompt(),
                                output())),
                output());
    }

    private Explanation cost() {
        Explanation charged = working.charges().explanation(uncached(), cached(), output(), load);
        return root(
                "cost_usd",
                working.costUsd(),
                USD,
                charged.source(),
                charged.from().toArray(Explanation[]::new));
    }

    private Explanation energy() {
        var energy = working.candidate().model().energy();
        return root(
                "energy_joules",
                working.energyJoules(),
                JOULES,
                "busy_watts * busy_seconds / batch"
                        + " + joules_per_token * (uncached_tokens + output_tokens)",
                leaf("busy_watts", energy.busyWatts(), "W", energy.source()),
                leaf(
                        "busy_seconds",
                        working.busySeconds(),
                        "s",
                        "prefill and decode, without the wait"),
                leaf("batch", working.batch(), "requests", "that share the draw"),
                leaf("joules_per_token", energy.joulesPerToken(), "J/token", energy.source()),
                uncached(),
                output());
    }

    private Optional<Explanation> carbon() {
        var energy = working.candidate().model().energy();
        double joules = working.energyJoules().median();
        OptionalDouble grams = Energy.gramsCo2(energy, joules);
        return grams.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        node(
                                "co2_grams",
                                grams.getAsDouble(),
                                "g",
                                "energy_joules / 3600000 * grams_co2_per_kwh",
                                leaf("energy_joules", joules, JOULES, "as above"),
                                leaf(
                                        "grams_co2_per_kwh",
                                        energy.gramsCo2PerKilowattHour(),
                                        "g/kWh",
                                        "configured")));
    }

    private Explanation quality() {
        var judgement = working.quality();
        return leaf(
                "quality",
                judgement.probability(),
                "",
                judgement.source()
                        + "; "
                        + Math.round(100 * judgement.familiarity())
                        + " % like the prompts that were graded"
                        + (judgement.grades() == 0
                                ? ""
                                : "; moved by " + judgement.grades() + " grades since"));
    }

    private Explanation prompt() {
        LinearFit fit = working.speeds().promptTokens();
        return node(
                "prompt_tokens",
                working.tokens().prompt(),
                TOKENS,
                "template_tokens + tokens_per_character * characters",
                leaf("template_tokens", fit.intercept(), TOKENS, origin),
                leaf("tokens_per_character", fit.slope(), "tokens/character", origin),
                leaf("characters", working.features().characters(), "characters", "the request"));
    }

    private Explanation uncached() {
        return node(
                "uncached_tokens",
                working.tokens().uncached(),
                TOKENS,
                "prompt_tokens - cached_tokens",
                prompt(),
                cached());
    }

    private Explanation cached() {
        boolean seen = working.speeds().beginnings().seen(working.features());
        return leaf(
                "cached_tokens",
                working.tokens().cached(),
                TOKENS,
                seen
                        ? "in the prefix cache: the conversation was seen here, " + origin
                        : "in the prefix cache: a new beginning, " + origin);
    }

    private Explanation output() {
        int most = working.features().mostOutputTokens();
        String cut = most == Integer.MAX_VALUE ? "" : "cut at " + most + ", ";
        return leaf(
                "output_tokens",
                working.outputTokens().median(),
                TOKENS,
                "log-normal lengths of this kind of question, " + cut + origin);
    }

    private Explanation running() {
        return leaf("running", working.node().running(), "requests", "of its batch, " + load);
    }

    private static Explanation pace(Pace pace) {
        String drift =
                pace.drifts() == 0
                        ? "no drift noticed"
                        : pace.drifts()
                                + " drifts noticed, the last "
                                + pace.sinceDrift()
                                + " answers ago";
        return leaf("pace", pace.factor(), "", "times of late over the fitted ones; " + drift);
    }

    private Explanation coefficient(String term, PacedFit fit, int at, String unit) {
        return leaf(term, fit.fit().coefficient(at), unit, working.speeds().speedOrigin());
    }

    private static Explanation node(
            String term, double value, String unit, String formula, Explanation... from) {
        return new Explanation(term, value, unit, formula, List.of(from));
    }

    private static Explanation root(
            String term, Spread value, String unit, String formula, Explanation... from) {
        var terms = new ArrayList<>(Arrays.asList(from));
        terms.add(leaf("p05", value.p05(), unit, "lower end of the 90 % interval, conformal"));
        terms.add(leaf("p95", value.p95(), unit, "upper end of the 90 % interval, conformal"));
        return new Explanation(term, value.median(), unit, formula, terms);
    }
}
