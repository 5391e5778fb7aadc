package dev.fogline.edge.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.routing.CurveFigures;
import java.io.PrintWriter;
import java.util.Locale;

/// Prints what `fogline eval quality` found.
final class QualityReport {

    private final PrintWriter out;
    private final boolean json;

    QualityReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(Parts parts, QualityFigures figures, Timings timings) {
        if (json) {
            out.println(node(parts, figures, timings));
        } else {
            text(parts, figures, timings);
        }
        out.flush();
    }

    private static ObjectNode node(Parts parts, QualityFigures figures, Timings timings) {
        ObjectNode node =
                with(JsonNodeFactory.instance.objectNode(), figures.router())
                        .put("auc_weak", figures.aucWeak())
                        .put("ece", figures.ece())
                        .put("ece_by_chance", figures.eceByChance())
                        .put("rows", figures.rows())
                        .put("train_rows", parts.train().size())
                        .put("dropped_rows", parts.dropped())
                        .put("split", parts.split())
                        .put("hashed_micros_p99", timings.hashedMicrosP99())
                        .put("decide_micros_p99", timings.decideMicrosP99())
                        .put("unfamiliar_share", figures.unfamiliarShare())
                        .put("oracle_normalised_gain", figures.normalisedGain());
        with(node.putObject("random"), figures.randomly());
        with(node.putObject("oracle"), figures.oracle());
        node.putObject("always_weak").put("quality", figures.weak()).put("strong_share", 0);
        node.putObject("always_strong").put("quality", figures.strong()).put("strong_share", 1);
        return node;
    }

    private static ObjectNode with(ObjectNode node, CurveFigures figures) {
        return node.put("apgr", figures.area())
                .put("apgr_low", figures.low())
                .put("apgr_high", figures.high())
                .put("cpt50", figures.shareForHalf())
                .put("cpt80", figures.shareForMost());
    }

    private void text(Parts parts, QualityFigures figures, Timings timings) {
        out.printf(
                Locale.ROOT,
                "Learnt from %d prompts (%d more are judged on), judged on %d; %s.%n%n",
                parts.train().size(),
                parts.dropped(),
                figures.rows(),
                parts.split());
        out.printf("router   APGR   95 %% interval    CPT50  CPT80%n");
        line("fogline", figures.router());
        line("random", figures.randomly());
        line("oracle", figures.oracle());
        out.printf(
                Locale.ROOT,
                "%nquality: always weak %.3f, always strong %.3f; oracle-normalised gain %.3f%n",
                figures.weak(),
                figures.strong(),
                figures.normalisedGain());
        out.printf(
                Locale.ROOT,
                "weak model: AUC %.3f, expected calibration error %.3f (%.3f by chance alone); unfamiliar %.3f%n",
                figures.aucWeak(),
                figures.ece(),
                figures.eceByChance(),
                figures.unfamiliarShare());
        out.printf(
                Locale.ROOT,
                "99th percentile: hashed %.1f µs, with the memory %.1f µs%n",
                timings.hashedMicrosP99(),
                timings.decideMicrosP99());
    }

    private void line(String name, CurveFigures figures) {
        out.printf(
                Locale.ROOT,
                "%-8s %.3f  %.3f to %.3f   %.3f  %.3f%n",
                name,
                figures.area(),
                figures.low(),
                figures.high(),
                figures.shareForHalf(),
                figures.shareForMost());
    }
}
