package dev.fogline.edge.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.PairedBootstrap;
import dev.fogline.edge.demo.Asked.Way;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Tells what a run came to, as a table for people or as JSON lines.
final class DemoReport {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SAMPLE_ROWS = 24;

    private final List<Asked> asked;
    private final Map<Way, Summary> summaries = new EnumMap<>(Way.class);
    private final PairedBootstrap gain;

    /// @param asked every question with the replies of all four ways
    /// @param random for the bootstrap
    DemoReport(List<Asked> asked, RandomGenerator random) {
        this.asked = asked;
        for (Way way : Way.values()) {
            summaries.put(way, Summary.of(asked, way));
        }
        this.gain = PairedBootstrap.of(grades(Way.ROUTED), grades(Way.RANDOM), random);
    }

    /// One object a question, then the summary.
    void printJson(PrintWriter out) {
        asked.forEach(one -> out.println(json(one)));
        ObjectNode summary = JSON.objectNode().put("questions", asked.size());
        summaries.forEach((way, one) -> summary.set(word(way), json(one)));
        summary.putObject("routed_minus_random")
                .put("accuracy", gain.difference())
                .put("accuracy_low", gain.low())
                .put("accuracy_high", gain.high());
        out.println(summary);
    }

    /// Some questions spread over the set, then the four ways side by side.
    void printTable(PrintWriter out) {
        out.printf(
                "%-44s %-7s %-5s %-24s %18s%n",
                "question", "routed", "right", "answer", "ms, predicted/real");
        int step = Math.max(1, asked.size() / SAMPLE_ROWS);
        for (int i = 0; i < asked.size(); i += step) {
            row(out, asked.get(i));
        }
        out.printf(
                "%n%-8s %9s %12s %14s %14s %12s%n",
                "way", "accuracy", "cloud share", "cost USD", "first token ms", "total ms");
        summaries.forEach(
                (way, one) ->
                        out.printf(
                                Locale.ROOT,
                                "%-8s %9.3f %12.3f %14.7f %14.2f %12.2f%n",
                                word(way),
                                one.accuracy(),
                                one.cloudShare(),
                                one.costUsd(),
                                one.firstTokenMillisP50(),
                                one.totalMillisP50()));
        out.printf(
                Locale.ROOT,
                "%nOver %d questions the router's accuracy is %.3f above chance at the same cloud share (95 %% interval %.3f to"
                        + " %.3f), at %.2f of the cloud's cost.%n",
                asked.size(),
                gain.difference(),
                gain.low(),
                gain.high(),
                summary(Way.ROUTED).costUsd().doubleValue()
                        / summary(Way.CLOUD).costUsd().doubleValue());
    }

    private static void row(PrintWriter out, Asked one) {
        Reply reply = one.reply(Way.ROUTED);
        out.printf(
                Locale.ROOT,
                "%-44s %-7s %-5s %-24s %8.1f /%8.1f%n",
                cut(one.question().prompt(), 44),
                reply.fromCloud() ? "cloud" : "edge",
                one.isRight(Way.ROUTED) ? "yes" : "no",
                cut(reply.text().strip(), 24),
                reply.predicted().totalMillis(),
                reply.totalMillis());
    }

    private static String cut(String text, int length) {
        String line = text.replace('\n', ' ');
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    private static ObjectNode json(Asked one) {
        ObjectNode node =
                JSON.objectNode()
                        .put("id", one.question().id())
                        .put("skill", one.question().skill())
                        .put("prompt", one.question().prompt());
        for (Way way : Way.values()) {
            node.set(word(way), json(one.reply(way), one.isRight(way)));
        }
        return node;
    }

    private static ObjectNode json(Reply reply, boolean right) {
        ObjectNode node =
                JSON.objectNode()
                        .put("answer", reply.text())
                        .put("right", right)
                        .put("candidate", reply.candidate())
                        .put("reason", reply.reason())
                        .put("cost_usd", reply.costUsd())
                        .put("first_token_millis", reply.firstTokenMillis())
                        .put("total_millis", reply.totalMillis());
        node.putObject("predicted")
                .put("cost_usd", reply.predicted().costUsd())
                .put("first_token_millis", reply.predicted().firstTokenMillis())
                .put("total_millis", reply.predicted().totalMillis());
        return node;
    }

    private static ObjectNode json(Summary summary) {
        return JSON.objectNode()
                .put("accuracy", summary.accuracy())
                .put("cloud_share", summary.cloudShare())
                .put("cost_usd", summary.costUsd())
                .put("first_token_millis_p50", summary.firstTokenMillisP50())
                .put("total_millis_p50", summary.totalMillisP50());
    }

    private Summary summary(Way way) {
        return summaries.getOrDefault(way, Summary.of(asked, way));
    }

    private double[] grades(Way way) {
        return asked.stream().mapToDouble(one -> one.isRight(way) ? 1 : 0).toArray();
    }

    private static String word(Way way) {
        return way.name().toLowerCase(Locale.ROOT);
    }
}
