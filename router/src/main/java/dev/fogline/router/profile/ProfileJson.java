package dev.fogline.router.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.MeasuredSpeed;
import dev.fogline.cost.MeasuredSpeed.Batch;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A profile as JSON. Keys are snake_case with units at their ends.
public final class ProfileJson {

    private ProfileJson() {}

    /// One object; [#read] reads it back to the last bit.
    public static ObjectNode of(Profile profile) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", profile.model())
                        .put("measured_at", profile.measuredAt().toString())
                        .put("source", profile.source());
        node.putObject("file")
                .put("path", profile.file().path().toString())
                .put("bytes", profile.file().bytes())
                .put("modified_millis", profile.file().modifiedMillis());
        node.putObject("device")
                .put("processor", profile.device().processor())
                .put("architecture", profile.device().architecture())
                .put("processors", profile.device().processors())
                .put("memory_bytes", profile.device().memoryBytes());
        MeasuredSpeed speed = profile.speed();
        node.put("overhead_millis", speed.overheadMillis())
                .put("prefill_millis_per_token", speed.prefillMillisPerToken())
                .put("load_millis", speed.loadMillis())
                .put("resident_mib", profile.residentMib());
        ArrayNode decode = node.putArray("decode");
        speed.batches()
                .forEach(
                        batch ->
                                decode.addObject()
                                        .put("answers", batch.answers())
                                        .put("tokens_per_s", batch.tokensPerSecond()));
        return node;
    }

    /// @throws IllegalArgumentException if it is none that [#of] made
    static Profile read(JsonNode node) {
        JsonNode file = node.required("file");
        JsonNode device = node.required("device");
        return new Profile(
                node.required("model").asText(),
                new FileMark(
                        Path.of(file.required("path").asText()),
                        file.required("bytes").asLong(),
                        file.required("modified_millis").asLong()),
                new Device(
                        device.required("processor").asText(),
                        device.required("architecture").asText(),
                        device.required("processors").asInt(),
                        device.required("memory_bytes").asLong()),
                instant(node.required("measured_at").asText()),
                node.required("source").asText(),
                new MeasuredSpeed(
                        node.required("overhead_millis").asDouble(),
                        node.required("prefill_millis_per_token").asDouble(),
                        batches(node.required("decode")),
                        node.required("load_millis").asDouble()),
                node.required("resident_mib").asDouble());
    }

    private static List<Batch> batches(JsonNode nodes) {
        var batches = new ArrayList<Batch>();
        nodes.forEach(
                node ->
                        batches.add(
                                new Batch(
                                        node.required("answers").asInt(),
                                        node.required("tokens_per_s").asDouble())));
        return batches;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unfit) {
            throw new IllegalArgumentException("'" + text + "' is no time", unfit);
        }
    }
}
