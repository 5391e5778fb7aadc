package dev.fogline.edge.overhead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the node's own figures should stay below: about twice a bare pass-through on the same
/// stack, measured on a two-core virtual machine in November 2026.
final class Goals {

    private static final Map<String, Double> MOST = new LinkedHashMap<>();

    static {
        MOST.put("cpu_micros_per_request", 100.0);
        MOST.put("cpu_micros_per_chunk", 120.0);
        MOST.put("added_millis_p50", 0.4);
        MOST.put("added_first_byte_millis_p50", 1.0);
        MOST.put("rss_mib", 250.0);
    }

    private Goals() {}

    /// The node's figures again, with the goals and whether all are met.
    static ObjectNode summary(ObjectNode figures) {
        ObjectNode summary = figures.deepCopy().put("candidate", "summary");
        ObjectNode goals = summary.putObject("goals");
        boolean met = true;
        for (var goal : MOST.entrySet()) {
            goals.put(goal.getKey(), goal.getValue());
            met &= figures.path(goal.getKey()).asDouble() <= goal.getValue();
        }
        return summary.put("met", met);
    }
}
