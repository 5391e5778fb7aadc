package dev.fogline.router.pool;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How busy all members are together that serve one model.
///
/// @param model its name
/// @param members that would answer, ≥ 0
/// @param slots requests that run at the same time on all of them, ≥ 0; [Integer#MAX_VALUE] if one
///   does not tell
/// @param running requests running, ≥ 0
/// @param queued requests waiting at the members, ≥ 0
/// @param kvUse mean share of the key-value caches that is held, in [0, 1]
public record ModelLoad(
        String model, int members, int slots, int running, int queued, double kvUse) {

    /// By model, in the order of their names; a member that gets no new requests counts for
    /// nothing.
    public static List<ModelLoad> of(List<MemberStatus> members) {
        var loads = new TreeMap<String, ModelLoad>();
        for (MemberStatus member : members) {
            boolean asked =
                    switch (member.standing()) {
                        case UP, STARTING -> true;
                        case DOWN, DRAINING, DRAINED -> false;
                    };
            for (Map.Entry<String, NodeState> entry : member.models().entrySet()) {
                if (asked && entry.getValue().readiness() != Readiness.DOWN) {
                    loads.merge(
                            entry.getKey(),
                            of(entry.getKey(), entry.getValue()),
                            ModelLoad::together);
                }
            }
        }
        return List.copyOf(loads.values());
    }

    private static ModelLoad of(String model, NodeState node) {
        return new ModelLoad(model, 1, node.slots(), node.running(), node.queued(), node.kvUse());
    }

    private ModelLoad together(ModelLoad other) {
        int all = members + other.members;
        return new ModelLoad(
                model,
                all,
                slots == Integer.MAX_VALUE || other.slots == Integer.MAX_VALUE
                        ? Integer.MAX_VALUE
                        : slots + other.slots,
                running + other.running,
                queued + other.queued,
                (kvUse * members + other.kvUse * other.members) / all);
    }
}
