package dev.fogline.edge.overhead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What the node's own figures should stay below: about twice a bare pass-through on the same
/// stack, measured on a two-core virtual machine in November 2026.
final class Goals {

    private static final List<Goal> ALL =
            List.of(
                    new Goal("cpu_micros_per_request", 100),
                    new Goal("cpu_micros_per_chunk", 120),
                    new Goal("added_millis_p50", 0.4),
                    new Goal("added_first_byte_millis_p50", 1),
                    new Goal("rss_mib", 250));

    private Goals() {}

    /// The node's figures again, with the goals and whether all are met.
    static ObjectNode summary(ObjectNode figures) {
        ObjectNode summary = figures.deepCopy().put("candidate", "summary");
        ObjectNode goals = summary.putObject("goals");
        boolean met = true;
        for (Goal goal : ALL) {
            goals.put(goal.figure(), goal.most());
            met &= figures.path(goal.figure()).asDouble() <= goal.most();
        }
        return summary.put("met", met);
    }

    private record Goal(String figure, double most) {}
}
