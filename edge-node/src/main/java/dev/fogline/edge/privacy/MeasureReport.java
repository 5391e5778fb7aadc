package dev.fogline.edge.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prints what was measured, as a table or one JSON object a line, the summary last.
final class MeasureReport {

    private static final String ROW = "%-16s %7s %-21s %9s %s%n";

    private final PrintWriter out;
    private final boolean json;
    private final List<Tally> tallies = new ArrayList<>();

    MeasureReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /// @param measured one per kind
    void kinds(List<Tally> measured) {
        tallies.addAll(measured);
        if (!json) {
            out.printf(ROW, "kind", "labels", "recall", "findings", "precision");
        }
        for (Tally tally : measured) {
            if (json) {
                out.println(object("kind", tally.kind().configName(), tally));
            } else {
                row(tally.kind().configName(), tally);
            }
        }
    }

    /// @param alarms clean requests in which something was found
    void clean(Path file, Share alarms) {
        String name = String.valueOf(file.getFileName());
        if (json) {
            out.println(alarms(JsonNodeFactory.instance.objectNode().put("clean", name), alarms));
        } else {
            out.println("false alarms in " + name + ": " + told(alarms));
        }
    }

    /// @param alarms over all clean requests
    void summary(Share alarms) {
        Tally all = tallies.stream().reduce(Tally::plus).orElseThrow();
        if (json) {
            out.println(alarms(object("summary", "all kinds", all), alarms));
        } else {
            row("all kinds", all);
            out.println("false alarms: " + told(alarms));
        }
        out.flush();
    }

    private void row(String name, Tally tally) {
        out.printf(ROW, name, tally.labels(), tally.recall(), tally.findings(), tally.precision());
    }

    private static ObjectNode object(String field, String name, Tally tally) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put(field, name)
                        .put("labels", tally.labels())
                        .put("recalled", tally.recalled())
                        .put("seen", tally.seen());
        tally.recall().put(node, "recall");
        node.put("findings", tally.findings()).put("right", tally.right());
        tally.precision().put(node, "precision");
        return node;
    }

    private static ObjectNode alarms(ObjectNode node, Share alarms) {
        node.put("requests", alarms.of()).put("alarms", alarms.hits());
        alarms.put(node, "false_alarm_rate");
        return node;
    }

    private static String told(Share alarms) {
        return alarms.hits() + " of " + alarms.of() + " requests, " + alarms;
    }
}
