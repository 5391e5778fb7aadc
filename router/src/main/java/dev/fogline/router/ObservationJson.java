package dev.fogline.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Observations as they stand in the journal, so that a restarted node learns again what it knew.
///
/// Everything comes back as it was, to the last bit. A line that lacks anything is no observation:
/// what an earlier version wrote is left alone, and such a node starts to learn anew.
final class ObservationJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ObservationJson() {}

    static ObjectNode of(Measured measured) {
        ObjectNode node =
                JSON.objectNode()
                        .put("backend", measured.backend())
                        .put("model", measured.model())
                        .put("tier", measured.tier().name());
        node.set("features", of(measured.features()));
        node.set("node", of(measured.node()));
        node.set("predicted", DecisionJson.of(measured.predicted()));
        return node.put("first_token_millis", measured.timings().firstTokenMillis())
                .put("total_millis", measured.timings().totalMillis())
                .put("prompt_tokens", measured.usage().promptTokens())
                .put("cached_prompt_tokens", measured.usage().cachedPromptTokens())
                .put("output_tokens", measured.usage().outputTokens())
                .put("reasoning_tokens", measured.usage().reasoningTokens())
                .put("origin", measured.usage().origin().name());
    }

    /// @return empty if the line is not one that [#of] wrote
    static Optional<Measured> read(JsonNode node) {
        try {
            return Optional.of(
                    new Measured(
                            node.required("backend").asText(),
                            node.required("model").asText(),
                            Tier.valueOf(node.required("tier").asText()),
                            features(node.required("features")),
                            state(node.required("node")),
                            estimate(node.required("predicted")),
                            new Timings(
                                    node.required("first_token_millis").asDouble(),
                                    node.required("total_millis").asDouble()),
                            new Usage(
                                    node.required("prompt_tokens").asInt(),
                                    node.required("cached_prompt_tokens").asInt(),
                                    node.required("output_tokens").asInt(),
                                    node.required("reasoning_tokens").asInt(),
                                    Usage.Origin.valueOf(node.required("origin").asText()))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static ObjectNode of(Features features) {
        ObjectNode node =
                JSON.objectNode()
                        .put("characters", features.characters())
                        .put("prompt_tokens", features.promptTokens())
                        .put("most_output_tokens", features.mostOutputTokens())
                        .put("data_class", features.dataClass().name())
                        .put("kind", features.kind())
                        .put("prefix", features.prefixHash());
        node.set("output_tokens", DecisionJson.of(features.outputTokens()));
        ArrayNode needs = node.putArray("needs");
        features.needs().stream().sorted().forEach(need -> needs.add(need.name()));
        return node;
    }

    private static Features features(JsonNode node) {
        return new Features(
                node.required("characters").asInt(),
                node.required("prompt_tokens").asInt(),
                spread(node.required("output_tokens")),
                node.required("most_output_tokens").asInt(),
                DataClass.valueOf(node.required("data_class").asText()),
                needs(node.required("needs")),
                node.required("kind").asInt(),
                node.required("prefix").asInt(),
                Terms.NONE);
    }

    private static Set<Ability> needs(JsonNode words) {
        var needs = EnumSet.noneOf(Ability.class);
        words.forEach(word -> needs.add(Ability.valueOf(word.asText())));
        return needs;
    }

    private static ObjectNode of(NodeState state) {
        return JSON.objectNode()
                .put("readiness", state.readiness().name())
                .put("slots", state.slots())
                .put("running", state.running())
                .put("queued", state.queued())
                .put("decode_tokens_per_second", state.decodeTokensPerSecond())
                .put("kv_use", state.kvUse())
                .put("rtt_millis", state.rttMillis());
    }

    private static NodeState state(JsonNode node) {
        return new NodeState(
                NodeState.Readiness.valueOf(node.required("readiness").asText()),
                node.required("slots").asInt(),
                node.required("running").asInt(),
                node.required("queued").asInt(),
                node.required("decode_tokens_per_second").asDouble(),
                node.required("kv_use").asDouble(),
                node.required("rtt_millis").asDouble(),
                0);
    }

    private static Estimate estimate(JsonNode node) {
        return new Estimate(
                spread(node.required("first_token_millis")),
                spread(node.required("total_millis")),
                spread(node.required("cost_usd")),
                spread(node.required("energy_joules")),
                node.required("quality").asDouble());
    }

    private static Spread spread(JsonNode node) {
        return new Spread(
                node.required("p05").asDouble(),
                node.required("median").asDouble(),
                node.required("p95").asDouble());
    }
}
