package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.BatchCurve;
import dev.fogline.cost.curve.BatchPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Predicts every measurement of pools by a curve drawn through the other batch sizes of the same
/// pool. The first and the last batch size are thereby extrapolated.
public final class PoolTrial {

    /// Batch sizes that a pool must have: with fewer than three left there is no curve to speak of.
    public static final int LEAST_BATCH_SIZES = 4;

    private PoolTrial() {}

    /// @return one per row, pool by pool, smaller batch sizes first; none of pools that have too
    ///   few
    public static List<Prediction> run(List<MeasuredPool> pools, PoolFigure figure) {
        var all = new ArrayList<Prediction>();
        for (MeasuredPool pool : pools) {
            if (pool.batchSizes() >= LEAST_BATCH_SIZES) {
                pool.rows().stream()
                        .mapToInt(MeasuredPool.Row::batchSize)
                        .distinct()
                        .sorted()
                        .forEach(batchSize -> all.addAll(run(pool, batchSize, figure)));
            }
        }
        return List.copyOf(all);
    }

    private static List<Prediction> run(MeasuredPool pool, int batchSize, PoolFigure figure) {
        List<BatchPoint> rest =
                pool.rows().stream()
                        .filter(row -> row.batchSize() != batchSize)
                        .map(MeasuredPool.Row::point)
                        .toList();
        BatchCurve curve = BatchCurve.through(rest);
        ToDoubleFunction<BatchPoint> plain = figure.plain(rest);
        return pool.rows().stream()
                .filter(row -> row.batchSize() == batchSize)
                .map(MeasuredPool.Row::point)
                .map(
                        point ->
                                new Prediction(
                                        pool.name(),
                                        pool.name(),
                                        batchSize,
                                        curve.position(point.occupancy()),
                                        figure.of(point),
                                        figure.predicted(curve, point.occupancy()),
                                        plain.applyAsDouble(point)))
                .toList();
    }
}
