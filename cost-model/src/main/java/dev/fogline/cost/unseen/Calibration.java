package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.ConformalInterval;
import dev.fogline.cost.curve.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The 90 % interval of each prediction, from the errors of others whose measurement it had no part
/// in: those of its own group that were held out at another time, and those of other kin
/// (cross-conformal prediction, Vovk, Annals of Mathematics and Artificial Intelligence 74, 2015).
///
/// Intervals are conformal for each [Position] apart (Mondrian): an extrapolated figure is less
/// sure than an interpolated one, and says so. Where too few errors of a position are known to
/// bound the next, errors of every position are taken.
public final class Calibration {

    private final List<Prediction> all;
    private final Map<Kind, ConformalInterval> found = new HashMap<>();

    private record Kind(String group, String kin, int fold, Position position) {

        boolean knows(Prediction other) {
            return other.group().equals(group) ? other.fold() != fold : !other.kin().equals(kin);
        }
    }

    /// @param all predictions of one figure, of every group
    public Calibration(List<Prediction> all) {
        this.all = List.copyOf(all);
    }

    /// What is known of a prediction before its outcome is.
    public ConformalInterval interval(Prediction of) {
        return found.computeIfAbsent(
                new Kind(of.group(), of.kin(), of.fold(), of.position()), this::interval);
    }

    private ConformalInterval interval(Kind kind) {
        double[] alike = logRatios(kind, other -> other.position() == kind.position());
        return ConformalInterval.of(
                alike.length >= ConformalInterval.LEAST ? alike : logRatios(kind, other -> true));
    }

    private double[] logRatios(Kind kind, Predicate<Prediction> which) {
        return all.stream()
                .filter(kind::knows)
                .filter(which)
                .mapToDouble(Prediction::logRatio)
                .toArray();
    }
}
