package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Spread;
import java.io.IOException;
import java.util.Optional;

/// Observations as they stand in the journal, so that a restarted node learns again what it knew.
final class ObservationJson {

    private ObservationJson() {}

    /// The fields of an observation, into an object that is open.
    static void write(JsonGenerator out, Measured measured) throws IOException {
        out.writeStringField("backend", measured.backend());
        out.writeStringField("model", measured.model());
        out.writeStringField("tier", measured.tier().name());
        out.writeNumberField("characters", measured.characters());
        out.writeNumberField("running", measured.running());
        Usage usage = measured.usage();
        out.writeNumberField("prompt_tokens", usage.promptTokens());
        out.writeNumberField("cached_prompt_tokens", usage.cachedPromptTokens());
        out.writeNumberField("output_tokens", usage.outputTokens());
        out.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        out.writeStringField("origin", usage.origin().name());
        out.writeNumberField("first_token_millis", measured.timings().firstTokenMillis());
        out.writeNumberField("total_millis", measured.timings().totalMillis());
        DecisionJson.write(out, "predicted", measured.predicted());
    }

    /// @return empty if the line is not one that [#write] wrote
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
