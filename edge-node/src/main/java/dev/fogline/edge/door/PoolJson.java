package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.Pool;
import dev.fogline.router.pool.MemberStatus;
import dev.fogline.router.pool.ModelLoad;
import dev.fogline.spi.NodeState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes the members of a pool: `GET /v1/pool`.
final class PoolJson {

    private PoolJson() {}

    static ObjectNode of(Pool pool) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("pool", pool.setup().backend().name())
                        .put("balance", pool.setup().balance().word());
        ArrayNode members = body.putArray("members");
        pool.status().forEach(one -> members.add(member(one)));
        ArrayNode models = body.putArray("models");
        pool.load().forEach(one -> models.add(model(one)));
        ObjectNode unfit = body.putObject("unfit");
        new TreeMap<>(pool.unfit()).forEach(unfit::put);
        return body;
    }

    private static ObjectNode member(MemberStatus one) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", one.member().name())
                        .put("url", one.member().url())
                        .put("state", one.standing().name().toLowerCase(Locale.ROOT))
                        .put("in_flight", one.inFlight())
                        .put("ramp", one.ramp())
                        .put("tells_load", one.tellsLoad());
        one.reason().ifPresent(reason -> node.put("reason", reason));
        ObjectNode labels = node.putObject("labels");
        new TreeMap<>(one.member().labels()).forEach(labels::put);
        ArrayNode models = node.putArray("models");
        new TreeMap<>(one.models()).entrySet().forEach(entry -> models.add(state(entry)));
        return node;
    }

    private static ObjectNode state(Map.Entry<String, NodeState> entry) {
        NodeState state = entry.getValue();
        return slots(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", entry.getKey())
                        .put("readiness", state.readiness().name().toLowerCase(Locale.ROOT))
                        .put("running", state.running())
                        .put("queued", state.queued())
                        .put("kv_use", state.kvUse())
                        .put("rtt_millis", state.rttMillis()),
                state.slots());
    }

    private static ObjectNode model(ModelLoad one) {
        return slots(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", one.model())
                        .put("members", one.members())
                        .put("running", one.running())
                        .put("queued", one.queued())
                        .put("kv_use", one.kvUse()),
                one.slots());
    }

    private static ObjectNode slots(ObjectNode node, int slots) {
        return slots == Integer.MAX_VALUE ? node : node.put("slots", slots);
    }
}
