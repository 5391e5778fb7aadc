package dev.fogline.edge.eval;

import dev.fogline.cost.unseen.Score;
import java.io.PrintWriter;
import java.util.List;

/// The outcome as a table: each group, then those shown apart, the other tasks, and the figures.
final class CostTable {

    private final PrintWriter out;

    CostTable(PrintWriter out) {
        this.out = out;
    }

    void print(CostOutcome outcome) {
        outcome.figures().forEach(figure -> groups(figure, figure.name()));
        outcome.apart().forEach(figure -> groups(figure, figure.name() + ", shown apart"));
        head("other tasks");
        outcome.tasks()
                .forEach(
                        (task, figures) ->
                                figures.forEach(
                                        figure ->
                                                row(task + ", " + figure.name(), figure.score())));
        head("all");
        all(outcome.figures(), outcome);
        untaught(outcome.untaught());
        outcome.tooFew().forEach(pool -> out.println("too few batch sizes: " + pool));
    }

    private void groups(CostFigure figure, String title) {
        head(title);
        figure.groups().forEach(this::row);
        row("all", figure.score());
        out.println();
    }

    private void all(List<CostFigure> figures, CostOutcome outcome) {
        figures.forEach(figure -> row(figure.name(), figure.score()));
        out.println();
        for (CostFigure figure : figures) {
            out.printf(
                    "%s: error %.4f, at most %.4f wanted: %s; coverage %s%n",
                    figure.name(),
                    figure.score().mape(),
                    figure.most(),
                    figure.met() ? "met" : "missed",
                    figure.covered() ? "met" : "missed");
        }
        outcome.otherFolds()
                .forEach(
                        (name, folds) ->
                                out.printf(
                                        "%s: %.4f to %.4f with %d other seeds, mean %.4f; folds"
                                                + " dealt by chance alone, mean %.4f; repeats of"
                                                + " one point differ by %.4f%n",
                                        name,
                                        folds.stratified().getMin(),
                                        folds.stratified().getMax(),
                                        OtherFolds.SEEDS,
                                        folds.stratified().getAverage(),
                                        folds.shuffled().getAverage(),
                                        outcome.noise().getOrDefault(name, 0.0)));
    }

    private void untaught(double error) {
        out.printf("decode: %.4f from each engine's own points alone%n", error);
    }

    private void head(String title) {
        out.printf(
                "%-94s %5s %7s %7s %9s %13s%n",
                title, "rows", "error", "plain", "coverage", "extrapolated");
    }

    private void row(String name, Score score) {
        out.printf(
                "%-94s %5d %7.4f %7.4f %9.3f %13s%n",
                name,
                score.rows(),
                score.mape(),
                score.plainMape(),
                score.coverage90(),
                score.extrapolated() == 0
                        ? "-"
                        : "%d: %.4f".formatted(score.extrapolated(), score.extrapolatedMape()));
    }
}
