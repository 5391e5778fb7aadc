package dev.fogline.edge.eval;

import dev.fogline.cost.unseen.Calibration;
import dev.fogline.cost.unseen.Prediction;
import dev.fogline.cost.unseen.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One figure of the cost model, judged on measurements it had not seen.
///
/// @param name in reports and JSON
/// @param goal mean error aimed at, a fraction
/// @param score over all rows
/// @param groups group by group, in the data's order; intervals as over all rows
record CostFigure(String name, double goal, Score score, Map<String, Score> groups) {

    /// A curve that is not clearly better than a straight line is not worth its code.
    private static final double MOST_OF_PLAIN = 0.7;

    /// Of intervals that should cover 0.9.
    private static final double LEAST_COVERAGE = 0.87;

    private static final double MOST_COVERAGE = 0.93;

    /// @param rows at least one
    static CostFigure of(String name, double goal, List<Prediction> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no rows of " + name);
        }
        var calibration = new Calibration(rows);
        Map<String, List<Prediction>> groups =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Prediction::group,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        var scores = new LinkedHashMap<String, Score>();
        groups.forEach((group, own) -> scores.put(group, Score.of(own, calibration)));
        return new CostFigure(
                name, goal, Score.of(rows, calibration), Collections.unmodifiableMap(scores));
    }

    /// The error that is still good: the goal, or a share of the plain form's if that is less.
    double most() {
        return Math.min(goal, MOST_OF_PLAIN * score.plainMape());
    }

    boolean met() {
        return score.mape() <= most();
    }

    boolean covered() {
        double coverage = score.coverage90();
        return coverage >= LEAST_COVERAGE && coverage <= MOST_COVERAGE;
    }
}
