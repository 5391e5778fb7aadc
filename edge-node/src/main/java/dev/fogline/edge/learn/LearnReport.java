package dev.fogline.edge.learn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.cascade.DraftFit;
import dev.fogline.cost.quality.HeldOut;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.edge.learn.Frontier.Point;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Prints what was learnt.
final class LearnReport {

    private final PrintWriter out;
    private final boolean json;

    LearnReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void model(String model, QualityFit fit) {
        double accuracy = fit.model().base(model);
        HeldOut heldOut = Objects.requireNonNull(fit.heldOut().get(model));
        double constant = entropy(accuracy);
        if (json) {
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("model", model)
                            .put("accuracy", accuracy)
                            .put("held_out_auc", heldOut.auc())
                            .put("held_out_log_loss", heldOut.logLoss())
                            .put("held_out_ece", heldOut.calibrationError())
                            .put("constant_log_loss", constant));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s: mean grade %.3f; held out: AUC %.3f, log loss %.3f (%.3f by a constant)%n",
                    model,
                    accuracy,
                    heldOut.auc(),
                    heldOut.logLoss(),
                    constant);
        }
    }

    void drafts(String model, DraftFit fit) {
        if (json) {
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("drafts_of", model)
                            .put("held_out_auc", fit.auc())
                            .put("held_out_ece", fit.calibrationError()));
        } else {
            out.printf(
                    Locale.ROOT,
                    "drafts of %s: held out: AUC %.3f after the draft%n",
                    model,
                    fit.auc());
        }
    }

    /// Too few to learn from.
    void noDrafts(String model) {
        if (json) {
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("drafts_of", model)
                            .put("wanted", DraftFit.LEAST));
        } else {
            out.printf(
                    "drafts of %s: too few to learn from (%d with token probabilities, good and bad ones, are wanted); no cascades%n",
                    model, DraftFit.LEAST);
        }
    }

    void frontier(List<Point> curve, List<Point> policies) {
        if (json) {
            curve.forEach(point -> out.println(node(point)));
            policies.forEach(point -> out.println(node(point).put("policy", point.name())));
            return;
        }
        out.printf("%n%-20s %11s %8s %12s%n", "", "cloud share", "quality", "USD/prompt");
        for (int i = 0; i < curve.size(); i += 2) {
            line(curve.get(i));
        }
        out.println();
        policies.forEach(this::line);
    }

    /// @param file that was written
    void written(Path file) {
        if (json) {
            out.println(JsonNodeFactory.instance.objectNode().put("written", file.toString()));
        } else {
            out.printf("%nA node uses it with `quality-prior: %s`.%n", file);
        }
        out.flush();
    }

    private void line(Point point) {
        out.printf(
                Locale.ROOT,
                "%-20s %11.2f %8.3f %12.7f%n",
                point.name(),
                point.cloudShare(),
                point.quality(),
                point.costUsd());
    }

    private static ObjectNode node(Point point) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cloud_share", point.cloudShare())
                .put("quality", point.quality())
                .put("cost_usd", point.costUsd());
    }

    /// Log loss of saying the accuracy whatever the question.
    private static double entropy(double accuracy) {
        return accuracy == 0 || accuracy == 1
                ? 0
                : -accuracy * Math.log(accuracy) - (1 - accuracy) * Math.log(1 - accuracy);
    }
}
