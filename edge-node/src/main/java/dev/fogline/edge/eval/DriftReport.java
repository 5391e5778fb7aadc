package dev.fogline.edge.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.drift.Recovered;
import java.io.PrintWriter;
import java.util.Locale;

/// Prints what `fogline eval drift` found.
final class DriftReport {

    private final PrintWriter out;
    private final boolean json;

    DriftReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(DriftOutcome outcome) {
        if (json) {
            outcome.changed()
                    .forEach(
                            (change, topics) ->
                                    topics.forEach(topic -> out.println(node(change, topic))));
            out.println(summary(outcome));
        } else {
            text(outcome);
        }
        out.flush();
    }

    private static ObjectNode node(String change, Recovered topic) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("topic", topic.topic())
                        .put("change", change)
                        .put("requests", topic.requests())
                        .put("regret", topic.regret())
                        .put("regret_frozen", topic.frozenRegret());
        topic.labels()
                .ifPresentOrElse(
                        labels -> node.put("labels_to_recover", labels),
                        () -> node.putNull("labels_to_recover"));
        return node;
    }

    private static ObjectNode summary(DriftOutcome outcome) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", outcome.source())
                .put("requests", outcome.requests())
                .put("regret", outcome.regret())
                .put("regret_frozen", outcome.frozenRegret())
                .put("labels", DriftScene.LABELS)
                .put("ece_before", outcome.calibrated().before())
                .put("ece", outcome.calibrated().after())
                .put("ece_by_chance", outcome.calibrated().byChance())
                .put("ece_rows", outcome.heldOut());
    }

    private void text(DriftOutcome outcome) {
        out.printf(
                "%-24s %-8s %8s %8s %8s %9s%n",
                "topic", "change", "requests", "regret", "frozen", "recovered");
        outcome.changed().forEach((change, topics) -> topics.forEach(topic -> line(change, topic)));
        out.printf(
                Locale.ROOT,
                "%-24s %-8s %8d %8.4f %8.4f%n%n",
                "all, " + outcome.source(),
                "",
                outcome.requests(),
                outcome.regret(),
                outcome.frozenRegret());
        out.printf(
                Locale.ROOT,
                "Regret is what the better choice would have been worth more, in good answers per request; frozen is"
                        + " a node that%ndoes not learn; recovered, how many grades of the topic it took to lose but a quarter of"
                        + " that.%n%nCalibration error on the new topic: %.3f before, %.3f after %d grades (%.3f by chance"
                        + " on %d prompts).%n",
                outcome.calibrated().before(),
                outcome.calibrated().after(),
                DriftScene.LABELS,
                outcome.calibrated().byChance(),
                outcome.heldOut());
    }

    private void line(String change, Recovered topic) {
        out.printf(
                Locale.ROOT,
                "%-24s %-8s %8d %8.4f %8.4f %9s%n",
                topic.topic(),
                change,
                topic.requests(),
                topic.regret(),
                topic.frozenRegret(),
                topic.labels().isPresent() ? Integer.toString(topic.labels().getAsInt()) : "never");
    }
}
