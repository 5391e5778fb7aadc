package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.BatchPoint;
import java.util.List;

/// What was measured of one model on one shared pool, batch size by batch size.
///
/// @param name of model, accelerators and how they share it
/// @param rows at least one
public record MeasuredPool(String name, List<Row> rows) {

    public MeasuredPool {
        rows = List.copyOf(rows);
    }

    /// @param batchSize that the engine was set to, the most requests decoded at a time, ≥ 1
    /// @param point what it did; the occupancy is what was reached
    public record Row(int batchSize, BatchPoint point) {}

    /// How many batch sizes there are.
    public int batchSizes() {
        return (int) rows.stream().mapToInt(Row::batchSize).distinct().count();
    }
}
