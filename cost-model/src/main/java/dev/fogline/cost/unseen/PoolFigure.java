package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.BatchCurve;
import dev.fogline.cost.curve.BatchPoint;
import dev.fogline.cost.curve.PlainForms;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What is predicted of a pool at an occupancy.
public enum PoolFigure {
    /// From one token of a request to its next.
    INTER_TOKEN_MILLIS,
    /// Energy of the accelerators per token.
    JOULES_PER_TOKEN;

    double of(BatchPoint point) {
        return switch (this) {
            case INTER_TOKEN_MILLIS -> point.interTokenMillis();
            case JOULES_PER_TOKEN -> point.joulesPerToken();
        };
    }

    double predicted(BatchCurve curve, double occupancy) {
        return switch (this) {
            case INTER_TOKEN_MILLIS -> curve.interTokenMillis(occupancy);
            case JOULES_PER_TOKEN -> curve.joulesPerToken(occupancy);
        };
    }

    ToDoubleFunction<BatchPoint> plain(List<BatchPoint> points) {
        return switch (this) {
            case INTER_TOKEN_MILLIS -> PlainForms.interTokenMillis(points);
            case JOULES_PER_TOKEN -> PlainForms.joulesPerToken(points);
        };
    }
}
