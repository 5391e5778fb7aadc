package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One announcement of a server, as it was heard: the state of each model, and how long that holds.
///
/// Numbers that a server leaves out are 0 or unknown; a model whose numbers are of no use is left
/// out.
///
/// @param states by model, observed when the server looked; round trips are not in them
/// @param valid from when the server looked
record Heard(Map<String, NodeState> states, Duration valid) {

    /// Larger than any server's list; the rest is left out.
    private static final int MOST_MODELS = 4096;

    private static final int MOST_POINTS = 1024;
    private static final long LEAST_VALID_MILLIS = 50;
    private static final long MOST_VALID_MILLIS = 600_000;
    private static final double NANOS_PER_MILLI = 1e6;

    Heard {
        states = Map.copyOf(states);
    }

    /// @param message of a beacon
    /// @param nowNanos when it came
    static Heard of(JsonNode message, long nowNanos) {
        long valid = message.path("valid_millis").asLong(LEAST_VALID_MILLIS);
        double age = Math.clamp(message.path("age_millis").asDouble(0), 0, MOST_VALID_MILLIS);
        long observedAtNanos = nowNanos - (long) (age * NANOS_PER_MILLI);
        var states = new HashMap<String, NodeState>();
        for (JsonNode model : message.path("models")) {
            String name = Json.text(model, "model");
            if (!name.isBlank() && states.size() < MOST_MODELS) {
                state(model, observedAtNanos).ifPresent(state -> states.put(name, state));
            }
        }
        return new Heard(
                states,
                Duration.ofMillis(Math.clamp(valid, LEAST_VALID_MILLIS, MOST_VALID_MILLIS)));
    }

    private static Optional<NodeState> state(JsonNode model, long observedAtNanos) {
        try {
            return Optional.of(
                    new NodeState(
                                    readiness(Json.text(model, "readiness")),
                                    model.path("slots").asInt(Integer.MAX_VALUE),
                                    model.path("running").asInt(0),
                                    model.path("queued").asInt(0),
                                    model.path("tokens_per_second").asDouble(0),
                                    model.path("kv_use").asDouble(0),
                                    0,
                                    observedAtNanos)
                            .reading(model.path("unread_tokens").asInt(0))
                            .announcing(
                                    new Announcement(
                                            model.path("wait_millis").asDouble(0),
                                            pool(model.path("price")))));
        } catch (IllegalArgumentException ofNoUse) {
            return Optional.empty();
        }
    }

    private static Readiness readiness(String word) {
        return word.isEmpty() ? Readiness.READY : Readiness.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Optional<Pool> pool(JsonNode price) {
        if (!price.path("usd_per_hour").isNumber() || !price.path("batch_curve").isArray()) {
            return Optional.empty();
        }
        var curve = new ArrayList<BatchSpeed>();
        for (JsonNode point : price.path("batch_curve")) {
            if (curve.size() < MOST_POINTS) {
                curve.add(
                        new BatchSpeed(
                                point.path("batch").asInt(),
                                point.path("tokens_per_second").asDouble()));
            }
        }
        String source = Json.text(price, "source");
        return Optional.of(
                new Pool(
                        price.path("usd_per_hour").asDouble(),
                        List.copyOf(curve),
                        source.isBlank() ? "announced" : source));
    }
}
