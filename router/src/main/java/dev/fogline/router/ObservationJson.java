package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Observations as they stand in the journal, so that a restarted node learns again what it knew.
///
/// Everything comes back as it was, to the last bit; what was predicted stands in the line already,
/// at the attempt that served. A line that lacks anything is no observation: what an earlier
/// version wrote is left alone, and such a node starts to learn anew.
final class ObservationJson {

    private static final String ANNOUNCED_WAIT = "announced_wait_millis";
    private static final String LOAD_FACTOR = "load_factor";

    /// These two are not in what earlier versions wrote.
    private static final String UNREAD = "unread_tokens";

    private static final String ARRIVALS = "arrivals";

    private static final String GRADE = "grade";

    private ObservationJson() {}

    /// The fields of an observation, into an object that is open.
    static void write(JsonGenerator out, Observation observation) throws IOException {
        switch (observation) {
            case Measured measured -> write(out, measured);
            case Graded graded -> write(out, graded);
        }
    }

    /// Of the prompt its hashed terms only.
    private static void write(JsonGenerator out, Graded graded) throws IOException {
        out.writeStringField("model", graded.model());
        out.writeStringField("revision", graded.revision());
        out.writeNumberField("prior", graded.prior());
        out.writeNumberField(GRADE, graded.grade());
        out.writeNumberField("weight", graded.weight());
        out.writeArrayFieldStart("terms");
        for (int i = 0; i < graded.terms().size(); i++) {
            out.writeNumber(graded.terms().bucket(i));
        }
        out.writeEndArray();
    }

    private static Graded graded(JsonNode node) {
        JsonNode terms = node.required("terms");
        int[] buckets = new int[terms.size()];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = terms.get(i).asInt(-1);
        }
        return new Graded(
                node.required("model").asText(),
                node.required("revision").asText(),
                node.required("prior").asDouble(Double.NaN),
                Terms.of(buckets),
                node.required(GRADE).asDouble(Double.NaN),
                node.required("weight").asDouble(Double.NaN));
    }

    private static void write(JsonGenerator out, Measured measured) throws IOException {
        out.writeStringField("backend", measured.backend());
        out.writeStringField("model", measured.model());
        out.writeStringField("tier", measured.tier().name());
        write(out, measured.features());
        write(out, measured.node());
        out.writeNumberField("first_token_millis", measured.timings().firstTokenMillis());
        out.writeNumberField("total_millis", measured.timings().totalMillis());
        out.writeNumberField(ARRIVALS, measured.timings().arrivals());
        Usage usage = measured.usage();
        out.writeNumberField("prompt_tokens", usage.promptTokens());
        out.writeNumberField("cached_prompt_tokens", usage.cachedPromptTokens());
        out.writeNumberField("output_tokens", usage.outputTokens());
        out.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        out.writeStringField("origin", usage.origin().name());
    }

    /// @param line of the journal
    /// @return empty if nothing was learnt from it
    static Optional<Observation> read(JsonNode line) {
        JsonNode node = line.path(Journal.OBSERVATION);
        try {
            return Optional.of(node.has(GRADE) ? graded(node) : measured(line, node));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Measured measured(JsonNode line, JsonNode node) {
        return new Measured(
                node.required("backend").asText(),
                node.required("model").asText(),
                Tier.valueOf(node.required("tier").asText()),
                features(node.required("features")),
                state(node.required("node")),
                estimate(served(line).required("predicted")),
                new Timings(
                        node.required("first_token_millis").asDouble(),
                        node.required("total_millis").asDouble(),
                        node.path(ARRIVALS).asInt(0)),
                new Usage(
                        node.required("prompt_tokens").asInt(),
                        node.required("cached_prompt_tokens").asInt(),
                        node.required("output_tokens").asInt(),
                        node.required("reasoning_tokens").asInt(),
                        Usage.Origin.valueOf(node.required("origin").asText())));
    }

    private static void write(JsonGenerator out, Features features) throws IOException {
        out.writeObjectFieldStart("features");
        out.writeNumberField("characters", features.characters());
        out.writeNumberField("prompt_tokens", features.promptTokens());
        EstimateJson.write(out, "output_tokens", features.outputTokens());
        out.writeNumberField("most_output_tokens", features.mostOutputTokens());
        out.writeStringField("data_class", features.dataClass().name());
        out.writeArrayFieldStart("needs");
        for (Ability need : features.needs().stream().sorted().toList()) {
            out.writeString(need.name());
        }
        out.writeEndArray();
        out.writeNumberField("kind", features.kind());
        out.writeNumberField("prefix", features.prefixHash());
        out.writeEndObject();
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

    private static void write(JsonGenerator out, NodeState state) throws IOException {
        out.writeObjectFieldStart("node");
        out.writeStringField("readiness", state.readiness().name());
        out.writeNumberField("slots", state.slots());
        out.writeNumberField("running", state.running());
        out.writeNumberField("queued", state.queued());
        out.writeNumberField(UNREAD, state.unreadTokens());
        out.writeNumberField("decode_tokens_per_second", state.decodeTokensPerSecond());
        out.writeNumberField("kv_use", state.kvUse());
        out.writeNumberField("rtt_millis", state.rttMillis());
        if (state.announcement().isPresent()) {
            Announcement told = state.announcement().get();
            out.writeNumberField(ANNOUNCED_WAIT, told.waitMillis());
            out.writeNumberField(LOAD_FACTOR, told.loadFactor());
        }
        out.writeEndObject();
    }

    /// What tokens cost is not learnt, so no line says it.
    private static NodeState state(JsonNode node) {
        NodeState state = observed(node);
        return node.has(ANNOUNCED_WAIT)
                ? state.announcing(
                        new Announcement(
                                node.required(ANNOUNCED_WAIT).asDouble(),
                                Optional.empty(),
                                node.required(LOAD_FACTOR).asDouble()))
                : state;
    }

    private static NodeState observed(JsonNode node) {
        return new NodeState(
                        NodeState.Readiness.valueOf(node.required("readiness").asText()),
                        node.required("slots").asInt(),
                        node.required("running").asInt(),
                        node.required("queued").asInt(),
                        node.required("decode_tokens_per_second").asDouble(),
                        node.required("kv_use").asDouble(),
                        node.required("rtt_millis").asDouble(),
                        0)
                .reading(node.path(UNREAD).asInt(0));
    }

    private static JsonNode served(JsonNode line) {
        for (JsonNode attempt : line.required("attempts")) {
            if (attempt.path("served").asBoolean()) {
                return attempt;
            }
        }
        throw new IllegalArgumentException("nobody served");
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
