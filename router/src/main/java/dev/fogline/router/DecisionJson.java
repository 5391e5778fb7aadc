package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.Assessment;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.Features;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Writes decisions as JSON: the same shape at `/v1/decisions`, at `/v1/explain` and in the
/// journal. Keys are snake_case as everywhere in the OpenAI protocol, with units at their ends. No
/// text of a request is in it.
///
/// Straight into a generator, as every request leaves a line in the journal and trees made of them
/// cost a tenth of it; whoever wants a tree gets one.
public final class DecisionJson {

    /// Of a policy's quota, in `decision`.
    static final String THRESHOLD = "threshold";

    private DecisionJson() {}

    /// A request that has ended.
    public static ObjectNode of(DecisionRecord entry) {
        return JsonText.tree(out -> write(out, entry));
    }

    /// A decision that was not carried out, with the working of every figure.
    public static ObjectNode of(Explained explained) {
        return JsonText.tree(out -> write(out, explained));
    }

    /// The fields of a request that has ended, into an object that is open.
    static void write(JsonGenerator out, DecisionRecord entry) throws IOException {
        out.writeStringField("id", entry.id());
        out.writeStringField("time", Instant.ofEpochMilli(entry.epochMillis()).toString());
        out.writeStringField("model", entry.model());
        out.writeStringField("tenant", entry.tenant());
        out.writeObjectFieldStart("features");
        write(out, entry.features());
        out.writeEndObject();
        out.writeObjectFieldStart("decision");
        if (entry.threshold().isPresent()) {
            out.writeNumberField(THRESHOLD, entry.threshold().getAsDouble());
        }
        write(out, entry.decision());
        out.writeEndObject();
        write(out, entry.outcome());
    }

    private static void write(JsonGenerator out, Outcome outcome) throws IOException {
        out.writeStringField("outcome", word(outcome));
        boolean resumed = outcome instanceof Outcome.Completed completed && completed.resumed();
        out.writeArrayFieldStart("attempts");
        for (Attempt attempt : outcome.attempts()) {
            out.writeStartObject();
            AttemptJson.write(out, attempt);
            if (resumed && attempt instanceof Attempt.Served) {
                out.writeBooleanField("resumed", true);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        if (outcome instanceof Outcome.Shared(Option.Single origin, Answer answer)) {
            out.writeObjectFieldStart("shared");
            out.writeStringField("candidate", key(origin));
            out.writeStringField("finish_reason", JsonText.word(answer.finish()));
            AttemptJson.write(out, answer.usage());
            out.writeEndObject();
        }
        if (outcome instanceof Outcome.Failed(Fault fault, List<Attempt> _)) {
            out.writeObjectFieldStart("fault");
            out.writeStringField("kind", JsonText.word(fault.kind()));
            out.writeStringField("message", fault.message());
            out.writeEndObject();
        }
    }

    private static void write(JsonGenerator out, Explained explained) throws IOException {
        out.writeObjectFieldStart("decision");
        write(out, explained.decision());
        out.writeEndObject();
        out.writeArrayFieldStart("workings");
        for (Explained.Working working : explained.workings()) {
            out.writeStartObject();
            out.writeStringField("candidate", working.candidate().key());
            if (!working.standing().isEmpty()) {
                out.writeStringField("standing", working.standing());
            }
            EstimateJson.write(out, "terms", working.terms());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Features features) throws IOException {
        out.writeNumberField("characters", features.characters());
        out.writeNumberField("prompt_tokens", features.promptTokens());
        out.writeStringField("data_class", JsonText.word(features.dataClass()));
        EstimateJson.write(out, "output_tokens", features.outputTokens());
        out.writeArrayFieldStart("needs");
        for (Ability need : features.needs().stream().sorted().toList()) {
            out.writeString(JsonText.word(need));
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Decision decision) throws IOException {
        switch (decision) {
            case Decision.Route route -> {
                out.writeStringField("type", "route");
                out.writeStringField("policy", route.policy());
                out.writeStringField("reason", route.reason());
                out.writeArrayFieldStart("order");
                for (Option option : route.order()) {
                    out.writeString(key(option));
                }
                out.writeEndArray();
                if (route.order().getFirst() instanceof Option.Cascade cascade) {
                    write(out, cascade);
                }
            }
            case Decision.Replay replay -> {
                out.writeStringField("type", "replay");
                out.writeStringField("policy", replay.policy());
                out.writeStringField("origin", key(replay.origin()));
                out.writeNumberField("age_seconds", replay.age().toMillis() / 1e3);
            }
            case Decision.Refuse refuse -> {
                out.writeStringField("type", "refuse");
                out.writeStringField("reason", refuse.fault().message());
            }
        }
        out.writeNumberField("estimator_sequence", decision.estimatorSequence());
        out.writeArrayFieldStart("candidates");
        for (Assessment assessment : decision.assessments()) {
            out.writeStartObject();
            write(out, assessment);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Option.Cascade cascade) throws IOException {
        out.writeObjectFieldStart("cascade");
        out.writeStringField("draft", key(cascade.draft()));
        out.writeStringField("next", key(cascade.next()));
        out.writeNumberField("threshold", cascade.rule().threshold());
        out.writeNumberField("hand_over", cascade.rule().handOver());
        out.writeNumberField("hold_tokens", cascade.holdTokens());
        EstimateJson.write(out, "estimate", cascade.estimate());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Assessment assessment) throws IOException {
        Candidate candidate = assessment.candidate();
        out.writeStringField("candidate", candidate.key());
        out.writeStringField("tier", JsonText.word(candidate.model().tier()));
        String priceVersion = candidate.model().prices().version();
        if (!priceVersion.isEmpty()) {
            out.writeStringField("price_version", priceVersion);
        }
        write(out, candidate.node());
        out.writeBooleanField("eligible", assessment instanceof Assessment.Eligible);
        switch (assessment) {
            case Assessment.Eligible eligible ->
                    EstimateJson.write(out, "estimate", eligible.estimate());
            case Assessment.RuledOut ruled -> {
                out.writeArrayFieldStart("objections");
                for (Objection objection : ruled.objections()) {
                    out.writeStartObject();
                    out.writeStringField("constraint", objection.constraint());
                    out.writeStringField("reason", objection.reason());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
        }
    }

    private static void write(JsonGenerator out, NodeState state) throws IOException {
        out.writeObjectFieldStart("node");
        out.writeStringField("readiness", JsonText.word(state.readiness()));
        out.writeNumberField("running", state.running());
        out.writeNumberField("queued", state.queued());
        if (state.unreadTokens() > 0) {
            out.writeNumberField("unread_tokens", state.unreadTokens());
        }
        out.writeNumberField("rtt_millis", state.rttMillis());
        if (state.slots() != Integer.MAX_VALUE) {
            out.writeNumberField("slots", state.slots());
        }
        if (state.announcement().isPresent()) {
            Announcement told = state.announcement().get();
            out.writeNumberField("announced_wait_millis", told.waitMillis());
            out.writeNumberField("load_factor", told.loadFactor());
        }
        out.writeEndObject();
    }

    private static String key(Option option) {
        return switch (option) {
            case Option.Single single -> single.candidate().key();
            case Option.Hedged hedged -> key(hedged.first()) + " or " + key(hedged.second());
            case Option.Cascade cascade -> Objective.key(cascade);
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> "completed";
            case Outcome.Shared shared -> "shared";
            case Outcome.Failed failed -> "failed";
            case Outcome.Cancelled cancelled -> "cancelled";
        };
    }
}
