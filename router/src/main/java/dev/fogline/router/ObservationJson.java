package dev.fogline.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Spread;
import java.util.Optional;

/// Observations as they stand in the journal, so that a restarted node learns again what it knew.
final class ObservationJson {

    private ObservationJson() {}

    static ObjectNode of(Measured measured) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("backend", measured.backend())
                        .put("model", measured.model())
                        .put("tier", measured.tier().name())
                        .put("characters", measured.characters())
                        .put("running", measured.running())
                        .put("prompt_tokens", measured.usage().promptTokens())
                        .put("cached_prompt_tokens", measured.usage().cachedPromptTokens())
                        .put("output_tokens", measured.usage().outputTokens())
                        .put("reasoning_tokens", measured.usage().reasoningTokens())
                        .put("origin", measured.usage().origin().name())
                        .put("first_token_millis", measured.timings().firstTokenMillis())
                        .put("total_millis", measured.timings().totalMillis());
        node.set("predicted", DecisionJson.of(measured.predicted()));
        return node;
    }

    /// @return empty if the line is not one that [#of] wrote
    static Optional<Measured> read(JsonNode node) {
        try {
            return Optional.of(
                    new Measured(
                            node.required("backend").asText(),
                            node.required("model").asText(),
                            Tier.valueOf(node.required("tier").asText()),
                            node.required("characters").asInt(),
                            node.required("running").asInt(),
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

    private static Estimate estimate(JsonNode node) {
        return new Estimate(
                spread(node.required("first_token_millis")),
                spread(node.required("total_millis")),
                node.required("cost_usd").asDouble(),
                node.required("energy_joules").asDouble(),
                node.required("quality").asDouble());
    }

    private static Spread spread(JsonNode node) {
        return new Spread(node.required("median").asDouble(), node.required("p95").asDouble());
    }
}
