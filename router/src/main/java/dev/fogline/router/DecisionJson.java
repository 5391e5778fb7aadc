package dev.fogline.router;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.Money;
import dev.fogline.spi.Assessment;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Writes decisions as JSON: the same shape at `/v1/decisions`, at `/v1/explain` and in the
/// journal. Keys are snake_case as everywhere in the OpenAI protocol, with units at their ends. No
/// text of a request is in it.
public final class DecisionJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DecisionJson() {}

    /// A request that has ended.
    public static ObjectNode of(DecisionRecord entry) {
        ObjectNode node =
                JSON.objectNode()
                        .put("id", entry.id())
                        .put("time", Instant.ofEpochMilli(entry.epochMillis()).toString())
                        .put("model", entry.model())
                        .put("tenant", entry.tenant());
        node.set("features", of(entry.features()));
        node.set("decision", of(entry.decision()));
        node.put("outcome", word(entry.outcome()));
        ArrayNode attempts = node.putArray("attempts");
        entry.outcome().attempts().forEach(attempt -> attempts.add(of(attempt)));
        if (entry.outcome() instanceof Outcome.Completed completed && completed.resumed()) {
            ((ObjectNode) attempts.get(attempts.size() - 1)).put("resumed", true);
        }
        if (entry.outcome() instanceof Outcome.Failed failed) {
            node.putObject("fault")
                    .put("kind", word(failed.fault().kind()))
                    .put("message", failed.fault().message());
        }
        return node;
    }

    /// A decision that was not carried out, with the working of every figure.
    public static ObjectNode of(Explained explained) {
        ObjectNode node = JSON.objectNode();
        node.set("decision", of(explained.decision()));
        ArrayNode workings = node.putArray("workings");
        for (Explained.Working working : explained.workings()) {
            ObjectNode one = workings.addObject().put("candidate", working.candidate().key());
            if (!working.standing().isEmpty()) {
                one.put("standing", working.standing());
            }
            one.set("terms", of(working.terms()));
        }
        return node;
    }

    /// An estimate; the spreads as median and 95th percentile.
    public static ObjectNode of(Estimate estimate) {
        ObjectNode node = JSON.objectNode();
        node.set("first_token_millis", of(estimate.firstTokenMillis()));
        node.set("total_millis", of(estimate.totalMillis()));
        return node.put("cost_usd", estimate.costUsd())
                .put("energy_joules", estimate.energyJoules())
                .put("quality", estimate.quality());
    }

    private static ObjectNode of(Features features) {
        ObjectNode node =
                JSON.objectNode()
                        .put("characters", features.characters())
                        .put("prompt_tokens", features.promptTokens())
                        .put("data_class", word(features.dataClass()));
        node.set("output_tokens", of(features.outputTokens()));
        ArrayNode needs = node.putArray("needs");
        features.needs().stream().sorted().forEach(need -> needs.add(word(need)));
        return node;
    }

    private static ObjectNode of(Decision decision) {
        ObjectNode node = JSON.objectNode();
        switch (decision) {
            case Decision.Route route -> {
                node.put("type", "route")
                        .put("policy", route.policy())
                        .put("reason", route.reason());
                ArrayNode order = node.putArray("order");
                route.order().forEach(option -> order.add(key(option)));
            }
            case Decision.Refuse refuse ->
                    node.put("type", "refuse").put("reason", refuse.fault().message());
        }
        node.put("estimator_sequence", decision.estimatorSequence());
        ArrayNode candidates = node.putArray("candidates");
        decision.assessments().forEach(assessment -> candidates.add(of(assessment)));
        return node;
    }

    private static ObjectNode of(Assessment assessment) {
        Candidate candidate = assessment.candidate();
        ObjectNode node =
                JSON.objectNode()
                        .put("candidate", candidate.key())
                        .put("tier", word(candidate.model().tier()));
        String priceVersion = candidate.model().prices().version();
        if (!priceVersion.isEmpty()) {
            node.put("price_version", priceVersion);
        }
        node.set("node", of(candidate.node()));
        switch (assessment) {
            case Assessment.Eligible eligible ->
                    node.put("eligible", true).set("estimate", of(eligible.estimate()));
            case Assessment.RuledOut ruled -> {
                ArrayNode objections = node.put("eligible", false).putArray("objections");
                ruled.objections()
                        .forEach(
                                objection ->
                                        objections
                                                .addObject()
                                                .put("constraint", objection.constraint())
                                                .put("reason", objection.reason()));
            }
        }
        return node;
    }

    private static ObjectNode of(NodeState state) {
        ObjectNode node =
                JSON.objectNode()
                        .put("readiness", word(state.readiness()))
                        .put("running", state.running())
                        .put("queued", state.queued())
                        .put("rtt_millis", state.rttMillis());
        return state.slots() == Integer.MAX_VALUE ? node : node.put("slots", state.slots());
    }

    private static ObjectNode of(Attempt attempt) {
        Option.Single option = attempt.option();
        ObjectNode node = JSON.objectNode().put("candidate", option.candidate().key());
        node.set("predicted", of(option.estimate()));
        switch (attempt) {
            case Attempt.Served served -> {
                node.put("served", true).put("finish_reason", word(served.answer().finish()));
                node.set("measured", measured(served));
            }
            case Attempt.Failed failed ->
                    node.put("served", false)
                            .put("fault", word(failed.fault().kind()))
                            .put("message", failed.fault().message())
                            .put("elapsed_millis", failed.elapsedMillis())
                            .put("chunks_sent", failed.chunksSent());
            case Attempt.Cancelled cancelled ->
                    node.put("served", false)
                            .put("cancelled", true)
                            .put("elapsed_millis", cancelled.elapsedMillis())
                            .put("chunks_sent", cancelled.chunksSent());
        }
        return node;
    }

    /// What an attempt that served really took.
    public static ObjectNode measured(Attempt.Served served) {
        Usage usage = served.answer().usage();
        var prices = candidate(served.option()).model().prices();
        ObjectNode node =
                JSON.objectNode()
                        .put("first_token_millis", served.timings().firstTokenMillis())
                        .put("total_millis", served.timings().totalMillis())
                        .put("cost_usd", Money.usd(prices, usage));
        ObjectNode tokens =
                node.putObject("usage")
                        .put("prompt_tokens", usage.promptTokens())
                        .put("cached_prompt_tokens", usage.cachedPromptTokens());
        if (usage.cacheWrittenPromptTokens() > 0) {
            tokens.put("cache_written_prompt_tokens", usage.cacheWrittenPromptTokens());
        }
        tokens.put("output_tokens", usage.outputTokens())
                .put("reasoning_tokens", usage.reasoningTokens())
                .put("origin", word(usage.origin()));
        return node;
    }

    private static ArrayNode of(List<Explanation> terms) {
        ArrayNode nodes = JSON.arrayNode();
        for (Explanation term : terms) {
            ObjectNode node =
                    nodes.addObject()
                            .put("term", term.term())
                            .put("value", term.value())
                            .put("unit", term.unit())
                            .put("source", term.source());
            if (!term.from().isEmpty()) {
                node.set("from", of(term.from()));
            }
        }
        return nodes;
    }

    private static ObjectNode of(Spread spread) {
        return JSON.objectNode().put("median", spread.median()).put("p95", spread.p95());
    }

    private static String key(Option option) {
        return switch (option) {
            case Option.Single single -> single.candidate().key();
            case Option.Hedged hedged -> key(hedged.first()) + " or " + key(hedged.second());
        };
    }

    private static Candidate candidate(Option option) {
        return ((Option.Single) option).candidate();
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> "completed";
            case Outcome.Failed failed -> "failed";
            case Outcome.Cancelled cancelled -> "cancelled";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
