package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.DecodeSurface;
import dev.fogline.cost.curve.PlainForms;
import dev.fogline.cost.curve.Position;
import dev.fogline.cost.curve.PrefillCurve;
import dev.fogline.cost.curve.TimedWorkload;
import dev.fogline.cost.curve.Workload;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The two parts of an answer that an engine's time is predicted for.
public enum Phase {
    /// Reading the prompts.
    PREFILL,
    /// Every token after the first.
    DECODE;

    /// A curve that can be asked.
    record Drawn(ToDoubleFunction<Workload> millis, Function<Workload, Position> position) {}

    /// @param own of the engine itself
    /// @param elsewhere one list per engine it may be taught by
    Drawn drawn(List<TimedWorkload> own, List<List<TimedWorkload>> elsewhere) {
        return switch (this) {
            case PREFILL -> {
                PrefillCurve curve = PrefillCurve.through(own);
                yield new Drawn(curve::millis, curve::position);
            }
            case DECODE -> {
                DecodeSurface surface = DecodeSurface.through(own, elsewhere);
                yield new Drawn(surface::millis, surface::position);
            }
        };
    }

    ToDoubleFunction<Workload> plain(List<TimedWorkload> own) {
        return switch (this) {
            case PREFILL -> PlainForms.prefillMillis(own);
            case DECODE -> PlainForms.decodeMillis(own);
        };
    }

    TimedWorkload of(MeasuredBatch row) {
        return new TimedWorkload(
                row.workload(),
                switch (this) {
                    case PREFILL -> row.prefillMillis();
                    case DECODE -> row.interTokenMillis();
                });
    }
}
