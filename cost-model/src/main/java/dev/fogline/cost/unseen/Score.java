package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.Position;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How predictions of one figure proved.
///
/// @param rows that were predicted, ≥ 1
/// @param mape mean of `|predicted - measured| / measured` over the rows, a fraction
/// @param plainMape the same of the plain form, fitted to the same points
/// @param coverage90 share of rows within their 90 % interval, in [0, 1]
/// @param width90 median over the rows of the interval's upper end divided by its lower, ≥ 1;
///   perhaps infinite
/// @param extrapolated rows that lie outside the points their curve was drawn through
/// @param extrapolatedMape mean error of those, not a number if there are none
public record Score(
        int rows,
        double mape,
        double plainMape,
        double coverage90,
        double width90,
        int extrapolated,
        double extrapolatedMape) {

    /// @param rows at least one
    /// @param calibration that their intervals come from
    public static Score of(List<Prediction> rows, Calibration calibration) {
        List<Prediction> outside =
                rows.stream().filter(row -> row.position() != Position.INSIDE).toList();
        return new Score(
                rows.size(),
                mean(rows, Prediction::error),
                mean(rows, Prediction::plainError),
                mean(rows, row -> covered(row, calibration) ? 1 : 0),
                width(rows, calibration),
                outside.size(),
                mean(outside, Prediction::error));
    }

    private static boolean covered(Prediction row, Calibration calibration) {
        return calibration.interval(row).covers(row.measured(), row.predicted());
    }

    private static double width(List<Prediction> rows, Calibration calibration) {
        double[] widths =
                rows.stream()
                        .map(calibration::interval)
                        .mapToDouble(interval -> interval.highFactor() / interval.lowFactor())
                        .sorted()
                        .toArray();
        return widths[widths.length / 2];
    }

    private static double mean(List<Prediction> rows, ToDoubleFunction<Prediction> figure) {
        return rows.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
