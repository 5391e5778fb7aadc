package dev.fogline.cost.curve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How long an engine takes from one token to the next, from measured points of its own and of
/// other engines.
///
/// A [DecodePlane] is fitted to its own points. How the plane goes wrong where nothing was measured
/// is much the same everywhere, since engines leave the memory-bound regime alike, so it is learnt
/// elsewhere: for every workload that other engines have and this one lacks, the plane is fitted to
/// each of them at this one's workloads alone, and `ln(measured / predicted)` of the others, their
/// median, drawn towards 0 as `n / (n + 1/2)` for n engines, corrects this engine's plane there.
///
/// The measured points and the corrected ones are anchors, made to agree that more never takes less
/// (the geometric mean of the nearest surfaces above and below that do). The answer is the plane,
/// held between the highest anchor that asks for no more and the lowest that asks for no less. So
/// it never falls with prompt or batch, and is exact at measured points that never fall. Immutable.
public final class DecodeSurface {

    /// Another engine must have been measured at so many of this one's workloads: one more than the
    /// plane has parts.
    private static final int LEAST_SHARED = 5;

    private static final double PRIOR_ENGINES = 0.5;

    private final DecodePlane plane;
    private final Map<Workload, Double> anchors;
    private final int mostBatch;
    private final int leastBatch;

    private DecodeSurface(
            DecodePlane plane, Map<Workload, Double> anchors, List<TimedWorkload> own) {
        this.plane = plane;
        this.anchors = agreed(anchors);
        this.mostBatch = own.stream().mapToInt(one -> one.workload().batch()).max().orElseThrow();
        this.leastBatch = own.stream().mapToInt(one -> one.workload().batch()).min().orElseThrow();
    }

    /// @param own what was measured of this engine, at least once, repeats among them
    /// @param elsewhere one list per other engine, perhaps none
    public static DecodeSurface through(
            List<TimedWorkload> own, List<List<TimedWorkload>> elsewhere) {
        List<TimedWorkload> medians = TimedWorkload.medians(own);
        DecodePlane plane = DecodePlane.fit(medians);
        var anchors = new TreeMap<Workload, Double>();
        missed(workloads(medians), elsewhere)
                .forEach((at, logRatio) -> anchors.put(at, plane.millis(at) * Math.exp(logRatio)));
        medians.forEach(one -> anchors.put(one.workload(), one.millis()));
        return new DecodeSurface(plane, anchors, medians);
    }

    /// From one token to the next, milliseconds.
    public double millis(Workload workload) {
        double floor = 0;
        double ceiling = Double.POSITIVE_INFINITY;
        for (Map.Entry<Workload, Double> anchor : anchors.entrySet()) {
            if (workload.contains(anchor.getKey())) {
                floor = Math.max(floor, anchor.getValue());
            }
            if (anchor.getKey().contains(workload)) {
                ceiling = Math.min(ceiling, anchor.getValue());
            }
        }
        return Math.clamp(plane.millis(workload), floor, ceiling);
    }

    /// Whether so large a batch lies among those measured of this engine itself.
    public Position position(Workload workload) {
        if (workload.batch() < leastBatch) {
            return Position.BELOW;
        }
        return workload.batch() > mostBatch ? Position.ABOVE : Position.INSIDE;
    }

    private static Map<Workload, Double> missed(
            Set<Workload> known, List<List<TimedWorkload>> elsewhere) {
        var ratios = new HashMap<Workload, List<Double>>();
        for (List<TimedWorkload> engine : elsewhere) {
            List<TimedWorkload> medians = TimedWorkload.medians(engine);
            List<TimedWorkload> shared =
                    medians.stream().filter(one -> known.contains(one.workload())).toList();
            if (shared.size() < LEAST_SHARED) {
                continue; // its plane would go through its points wherever they lie
            }
            DecodePlane theirs = DecodePlane.fit(shared);
            for (TimedWorkload one : medians) {
                if (!known.contains(one.workload())) {
                    ratios.computeIfAbsent(one.workload(), at -> new ArrayList<>())
                            .add(Math.log(one.millis() / theirs.millis(one.workload())));
                }
            }
        }
        var missed = new HashMap<Workload, Double>();
        ratios.forEach((at, all) -> missed.put(at, drawn(all)));
        return missed;
    }

    private static double drawn(List<Double> ratios) {
        int count = ratios.size();
        double median = TimedWorkload.median(ratios.stream().mapToDouble(Double::doubleValue));
        return median * count / (count + PRIOR_ENGINES);
    }

    private static Map<Workload, Double> agreed(Map<Workload, Double> anchors) {
        var agreed = new HashMap<Workload, Double>();
        anchors.forEach(
                (at, millis) -> {
                    double above =
                            anchors.entrySet().stream()
                                    .filter(other -> at.contains(other.getKey()))
                                    .mapToDouble(Map.Entry::getValue)
                                    .max()
                                    .orElse(millis);
                    double below =
                            anchors.entrySet().stream()
                                    .filter(other -> other.getKey().contains(at))
                                    .mapToDouble(Map.Entry::getValue)
                                    .min()
                                    .orElse(millis);
                    // equal where nothing disagrees, and then exact, which a root is not
                    agreed.put(at, above == below ? millis : Math.sqrt(above * below));
                });
        return agreed;
    }

    private static Set<Workload> workloads(List<TimedWorkload> measured) {
        var all = new HashSet<Workload>();
        measured.forEach(one -> all.add(one.workload()));
        return all;
    }
}
