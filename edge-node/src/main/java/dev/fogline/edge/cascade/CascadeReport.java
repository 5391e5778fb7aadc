package dev.fogline.edge.cascade;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.routing.CurveDifference;
import dev.fogline.cost.routing.CurveFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Prints what `fogline eval cascade` found.
///
/// @param figures over the whole curve
/// @param operations at thresholds that were fixed before
/// @param calibration questions that were learnt from
/// @param executed by real nodes; empty if none were asked
record CascadeReport(
        CascadeFigures figures,
        List<Operation> operations,
        int calibration,
        Optional<Executed> executed) {

    private static final double[] SHARES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    /// One object a way of routing, then the summary.
    void printJson(PrintWriter out, List<Judged> judged) {
        for (Operation one : operations) {
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("policy", one.way())
                            .put("threshold", one.threshold())
                            .put("accuracy", one.accuracy())
                            .put("cloud_share", one.cloudShare())
                            .put("edge_seconds", one.edgeSeconds())
                            .put("extra_edge_seconds", one.extraEdgeSeconds())
                            .put("drafted_share", one.draftedShare())
                            .put("held_share", one.heldShare()));
        }
        for (double share : SHARES) {
            Row row = Row.at(share, judged);
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("cloud_share", share)
                            .put("accuracy_prompt", row.prompt())
                            .put("accuracy_cascade", row.cascade())
                            .put("accuracy_oracle", row.oracle()));
        }
        out.println(summary());
    }

    private ObjectNode summary() {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("questions", figures.questions())
                        .put("calibration_questions", calibration)
                        .put("edge_accuracy", figures.edge())
                        .put("cloud_accuracy", figures.cloud());
        put(node, "prompt", figures.prompt());
        put(node, "cascade", figures.cascade());
        put(node, "oracle", figures.oracle());
        node.put("apgr_random", 0.5);
        CurveDifference charged = figures.charged();
        node.put("apgr_cascade_charged", charged.first())
                .put("apgr_cascade_minus_prompt", charged.difference())
                .put("apgr_cascade_minus_prompt_low", charged.low())
                .put("apgr_cascade_minus_prompt_high", charged.high())
                .put("edge_cost_share", figures.waste());
        CurveDifference inTime = figures.chargedInTime();
        node.put("apgr_cascade_time_charged", inTime.first())
                .put("apgr_cascade_time_charged_minus_prompt", inTime.difference())
                .put("apgr_cascade_time_charged_minus_prompt_low", inTime.low())
                .put("apgr_cascade_time_charged_minus_prompt_high", inTime.high())
                .put("edge_time_share", figures.timeWaste())
                .put("cloud_accuracy_share_prompt", figures.promptShareForCloud())
                .put("cloud_accuracy_share_cascade", figures.cascadeShareForCloud())
                .put("cloud_accuracy_share_oracle", figures.oracleShareForCloud())
                .put("auc_prompt", figures.aucPrompt())
                .put("auc_cascade", figures.aucDraft())
                .put("ece_cascade", figures.ece())
                .put("edge_millis", figures.edgeMillis())
                .put("cloud_millis", figures.cloudMillis());
        executed.ifPresent(
                real ->
                        node.putObject("executed")
                                .put("questions", real.questions())
                                .put("accuracy", real.accuracy())
                                .put("cloud_share", real.cloudShare())
                                .put("drafts", real.drafts())
                                .put("handed_over", real.handedOver())
                                .put("handed_over_by_trial", real.trial())
                                .put("agreed", real.agreed()));
        return node;
    }

    private static void put(ObjectNode node, String way, CurveFigures figures) {
        node.put("apgr_" + way, figures.area())
                .put("apgr_" + way + "_low", figures.low())
                .put("apgr_" + way + "_high", figures.high());
    }

    void printTable(PrintWriter out, List<Judged> judged) {
        out.printf(
                Locale.ROOT,
                "Learnt from %d questions, judged on %d others: edge %.3f right, cloud %.3f.%n%n",
                calibration,
                figures.questions(),
                figures.edge(),
                figures.cloud());
        out.printf("cloud share   prompt  cascade   oracle%n");
        DoubleStream.of(SHARES)
                .mapToObj(share -> Row.at(share, judged))
                .forEach(
                        row ->
                                out.printf(
                                        Locale.ROOT,
                                        "%11.1f %8.3f %8.3f %8.3f%n",
                                        row.share(),
                                        row.prompt(),
                                        row.cascade(),
                                        row.oracle()));
        line(
                out,
                "APGR",
                figures.prompt().area(),
                figures.cascade().area(),
                figures.oracle().area());
        line(
                out,
                "as cloud at",
                figures.promptShareForCloud(),
                figures.cascadeShareForCloud(),
                figures.oracleShareForCloud());
        out.printf(
                "%npolicy   better by  accuracy  cloud share  edge s  of it in vain  drafted   held%n");
        for (Operation one : operations) {
            out.printf(
                    Locale.ROOT,
                    "%-8s %9.1f %9.3f %12.3f %7.2f %14.2f %8.2f %6.2f%n",
                    one.way(),
                    one.threshold(),
                    one.accuracy(),
                    one.cloudShare(),
                    one.edgeSeconds(),
                    one.extraEdgeSeconds(),
                    one.draftedShare(),
                    one.heldShare());
        }
        gain(out, "dollars", figures.waste(), figures.charged());
        gain(out, "time", figures.timeWaste(), figures.chargedInTime());
        out.printf(
                Locale.ROOT,
                "Right and wrong drafts are told apart with AUC %.3f (%.3f before the draft); expected calibration"
                        + " error %.3f.%n",
                figures.aucDraft(),
                figures.aucPrompt(),
                figures.ece());
        executed.ifPresent(
                real ->
                        out.printf(
                                Locale.ROOT,
                                "Two nodes, asked %d of them: %.3f right, cloud share %.3f; of %d drafts they gave up"
                                        + " %d, the trial %d, and both did the same with %d.%n",
                                real.questions(),
                                real.accuracy(),
                                real.cloudShare(),
                                real.drafts(),
                                real.handedOver(),
                                real.trial(),
                                real.agreed()));
    }

    private static void line(
            PrintWriter out, String name, double prompt, double cascade, double oracle) {
        out.printf(Locale.ROOT, "%-11s %8.3f %8.3f %8.3f%n", name, prompt, cascade, oracle);
    }

    private static void gain(
            PrintWriter out, String unit, double waste, CurveDifference difference) {
        out.printf(
                Locale.ROOT,
                "%nWith its drafts paid in %s (%.3f of the cloud's) the cascade's APGR is %.3f, %.3f above the"
                        + " prompt's (95 %% interval %.3f to %.3f).%n",
                unit,
                waste,
                difference.first(),
                difference.difference(),
                difference.low(),
                difference.high());
    }

    /// Accuracies at one share of questions in the cloud.
    private record Row(double share, double prompt, double cascade, double oracle) {

        static Row at(double share, List<Judged> judged) {
            return new Row(
                    share,
                    CascadeFigures.accuracyAt(
                            judged.stream().map(Judged::byPrompt).toList(), share),
                    CascadeFigures.accuracyAt(judged.stream().map(Judged::byDraft).toList(), share),
                    CascadeFigures.accuracyAt(
                            judged.stream().map(Judged::byOracle).toList(), share));
        }
    }
}
