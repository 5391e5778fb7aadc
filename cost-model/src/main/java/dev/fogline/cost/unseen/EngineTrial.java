package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.TimedWorkload;
import dev.fogline.cost.curve.Workload;
import dev.fogline.cost.unseen.Phase.Drawn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/// Predicts every measurement of engines by curves drawn without its workload: five folds of each
/// engine's distinct workloads.
///
/// An engine may be taught by all that was measured of other models (a decode surface is), never by
/// the same model elsewhere: in public data one such engine is a copy of another with a factor.
public final class EngineTrial {

    private EngineTrial() {}

    /// @param random draws the folds, engine after engine
    /// @return one per row, engine by engine, and of each fold by fold
    public static List<Prediction> run(
            List<MeasuredEngine> engines, Phase phase, Folds folds, RandomGenerator random) {
        var all = new ArrayList<Prediction>();
        for (MeasuredEngine engine : engines) {
            List<List<TimedWorkload>> elsewhere =
                    teachers(engine, engines).stream().map(other -> timed(other, phase)).toList();
            List<TimedWorkload> own = timed(engine, phase);
            Map<Workload, Integer> fold =
                    folds.of(own.stream().map(TimedWorkload::workload).toList(), random);
            for (int held = 0; held < Folds.COUNT; held++) {
                int out = held;
                List<TimedWorkload> rest =
                        own.stream().filter(one -> at(fold, one) != out).toList();
                if (!rest.isEmpty() && rest.size() < own.size()) {
                    Drawn drawn = phase.drawn(rest, elsewhere);
                    ToDoubleFunction<Workload> plain = phase.plain(rest);
                    own.stream()
                            .filter(one -> at(fold, one) == out)
                            .map(one -> prediction(engine, out, one, drawn, plain))
                            .forEach(all::add);
                }
            }
        }
        return List.copyOf(all);
    }

    /// Engines of other models, one of each kin.
    private static Collection<MeasuredEngine> teachers(
            MeasuredEngine engine, List<MeasuredEngine> engines) {
        var teachers = new LinkedHashMap<String, MeasuredEngine>();
        engines.stream()
                .filter(other -> !other.model().equals(engine.model()))
                .forEach(other -> teachers.putIfAbsent(other.kin(), other));
        return teachers.values();
    }

    /// The error left to whoever knows the workload already: each row predicted by the median of
    /// its repeats, itself among them, as a mean fraction over the rows.
    public static double noise(Collection<MeasuredEngine> engines, Phase phase) {
        return engines.stream()
                .map(engine -> timed(engine, phase))
                .flatMapToDouble(EngineTrial::fromMedians)
                .average()
                .orElse(0);
    }

    private static DoubleStream fromMedians(List<TimedWorkload> own) {
        var medians = new HashMap<Workload, Double>();
        TimedWorkload.medians(own).forEach(one -> medians.put(one.workload(), one.millis()));
        return own.stream()
                .mapToDouble(
                        one ->
                                error(
                                        Objects.requireNonNull(medians.get(one.workload())),
                                        one.millis()));
    }

    private static double error(double predicted, double measured) {
        return Math.abs(predicted - measured) / measured;
    }

    private static Prediction prediction(
            MeasuredEngine engine,
            int fold,
            TimedWorkload one,
            Drawn drawn,
            ToDoubleFunction<Workload> plain) {
        return new Prediction(
                engine.name(),
                engine.kin(),
                fold,
                drawn.position().apply(one.workload()),
                one.millis(),
                drawn.millis().applyAsDouble(one.workload()),
                plain.applyAsDouble(one.workload()));
    }

    private static int at(Map<Workload, Integer> fold, TimedWorkload one) {
        return fold.getOrDefault(one.workload(), 0);
    }

    private static List<TimedWorkload> timed(MeasuredEngine engine, Phase phase) {
        return engine.rows().stream().map(phase::of).toList();
    }
}
