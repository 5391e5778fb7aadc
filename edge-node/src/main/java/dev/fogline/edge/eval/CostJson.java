package dev.fogline.edge.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.unseen.Score;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The outcome as one compact object a line: each group, then those shown apart, the other tasks,
/// and last the summary.
final class CostJson {

    /// Figures are fractions; more digits than these are noise.
    private static final double DIGITS = 1e6;

    private final PrintWriter out;

    CostJson(PrintWriter out) {
        this.out = out;
    }

    void print(CostOutcome outcome) {
        groups(outcome.figures()).values().forEach(out::println);
        groups(outcome.apart()).values().forEach(line -> out.println(line.put("apart", true)));
        outcome.tasks()
                .forEach(
                        (task, figures) -> {
                            ObjectNode line = object().put("task", task);
                            figures.forEach(
                                    figure -> line.set(figure.name(), score(figure.score())));
                            out.println(line);
                        });
        out.println(summary(outcome));
    }

    private static Map<String, ObjectNode> groups(List<CostFigure> figures) {
        var lines = new LinkedHashMap<String, ObjectNode>();
        for (CostFigure figure : figures) {
            figure.groups()
                    .forEach(
                            (group, score) ->
                                    lines.computeIfAbsent(
                                                    group, name -> object().put("group", name))
                                            .set(figure.name(), score(score)));
        }
        return lines;
    }

    private static ObjectNode summary(CostOutcome outcome) {
        ObjectNode summary = object();
        outcome.figures()
                .forEach(
                        figure ->
                                summary.put(
                                        figure.name() + "_mape", rounded(figure.score().mape())));
        ObjectNode coverage = summary.putObject("coverage90");
        outcome.figures()
                .forEach(
                        figure ->
                                coverage.put(figure.name(), rounded(figure.score().coverage90())));
        ObjectNode plain = summary.putObject("plain");
        outcome.figures()
                .forEach(
                        figure ->
                                plain.put(
                                        figure.name() + "_mape",
                                        rounded(figure.score().plainMape())));
        ObjectNode goals = summary.putObject("goals");
        outcome.figures().forEach(figure -> goals.set(figure.name(), goal(figure)));
        ObjectNode over = summary.putObject("over_all");
        outcome.figures().forEach(figure -> over.set(figure.name(), score(figure.score())));
        ObjectNode noise = summary.putObject("noise");
        outcome.noise().forEach((name, error) -> noise.put(name + "_mape", rounded(error)));
        ObjectNode others = summary.putObject("other_folds");
        outcome.otherFolds().forEach((name, folds) -> others.set(name, folds(folds)));
        summary.putObject("untaught").put("decode_mape", rounded(outcome.untaught()));
        ObjectNode apart = summary.putObject("tensor_parallel_2");
        outcome.apart().forEach(figure -> apart.set(figure.name(), score(figure.score())));
        outcome.tooFew().forEach(summary.putArray("too_few_batch_sizes")::add);
        return summary.put("seed", outcome.seed());
    }

    private static ObjectNode goal(CostFigure figure) {
        return object().put("mape", figure.goal())
                .put("most", rounded(figure.most()))
                .put("met", figure.met())
                .put("covered", figure.covered());
    }

    private static ObjectNode folds(OtherFolds folds) {
        return object().put("seeds", OtherFolds.SEEDS)
                .put("least_mape", rounded(folds.stratified().getMin()))
                .put("mean_mape", rounded(folds.stratified().getAverage()))
                .put("most_mape", rounded(folds.stratified().getMax()))
                .put("shuffled_mean_mape", rounded(folds.shuffled().getAverage()));
    }

    private static ObjectNode score(Score score) {
        ObjectNode node =
                object().put("rows", score.rows())
                        .put("mape", rounded(score.mape()))
                        .put("plain_mape", rounded(score.plainMape()))
                        .put("coverage90", rounded(score.coverage90()));
        if (Double.isFinite(score.width90())) {
            node.put("width90", rounded(score.width90()));
        }
        node.put("extrapolated", score.extrapolated());
        if (score.extrapolated() > 0) {
            node.put("extrapolated_mape", rounded(score.extrapolatedMape()));
        }
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static double rounded(double figure) {
        return Math.round(figure * DIGITS) / DIGITS;
    }
}
