package dev.fogline.edge.beacon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What is announced at one moment. Each says everything, so whoever missed some misses nothing.
///
/// @param sequence of this run of the node, from 1 on
/// @param observedAtNanos when the node looked, on its own clock
/// @param observedAt the same for readers; their clocks differ, so nobody reckons with it
/// @param valid how long it may be used after it was observed
public record Bulletin(
        long sequence,
        long observedAtNanos,
        Instant observedAt,
        Duration valid,
        List<ModelLoad> models) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLION = 1e6;

    public Bulletin {
        models = List.copyOf(models);
    }

    /// Keys are snake_case with units at their ends; `age_millis` is what a reader reckons with.
    ///
    /// @param nowNanos when it is sent
    public ObjectNode json(long nowNanos) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("object", "beacon")
                        .put("sequence", sequence)
                        .put("observed_at", observedAt.toString())
                        .put("age_millis", (nowNanos - observedAtNanos) / NANOS_PER_MILLI)
                        .put("valid_millis", valid.toMillis());
        ArrayNode list = json.putArray("models");
        models.forEach(model -> write(list.addObject(), model));
        return json;
    }

    private static void write(ObjectNode json, ModelLoad load) {
        json.put("model", load.model())
                .put("readiness", load.readiness().name().toLowerCase(Locale.ROOT))
                .put("running", load.running())
                .put("queued", load.queued());
        if (load.unreadTokens() > 0) {
            json.put("unread_tokens", load.unreadTokens());
        }
        if (load.slots() != Integer.MAX_VALUE) {
            json.put("slots", load.slots());
            json.put("occupancy", (double) load.running() / load.slots());
        }
        if (load.tokensPerSecond() > 0) {
            json.put("tokens_per_second", load.tokensPerSecond());
        }
        if (load.kvUse() > 0) {
            json.put("kv_use", load.kvUse());
        }
        json.put("wait_millis", load.waitMillis());
        load.pool().ifPresent(pool -> price(json.putObject("price"), load, pool));
    }

    private static void price(ObjectNode json, ModelLoad load, Pool pool) {
        json.put("average_usd_per_million", MILLION * load.averageUsd(pool))
                .put("marginal_usd_per_million", MILLION * load.marginalUsd(pool))
                .put("usd_per_hour", pool.usdPerHour());
        ArrayNode curve = json.putArray("batch_curve");
        for (BatchSpeed point : pool.curve()) {
            curve.addObject()
                    .put("batch", point.batch())
                    .put("tokens_per_second", point.tokensPerSecond());
        }
        json.put("source", pool.source());
    }

    /// Whether the loads have moved so far that it should be said at once.
    boolean outdatedBy(List<ModelLoad> now, double share) {
        if (now.size() != models.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            ModelLoad before = models.get(i);
            if (!now.get(i).model().equals(before.model()) || now.get(i).differs(before, share)) {
                return true;
            }
        }
        return false;
    }
}
