package dev.fogline.cost.curve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// What a workload was measured to take.
///
/// @param millis above 0
public record TimedWorkload(Workload workload, double millis) {

    public TimedWorkload {
        if (!(millis > 0 && Double.isFinite(millis))) {
            throw new IllegalArgumentException("millis " + millis + " not above 0");
        }
    }

    /// One of each workload, in their order, with the median of its repeats: what most repeats are
    /// nearest to.
    public static List<TimedWorkload> medians(List<TimedWorkload> measured) {
        Map<Workload, List<TimedWorkload>> repeats =
                measured.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TimedWorkload::workload,
                                        TreeMap::new,
                                        Collectors.toList()));
        return repeats.entrySet().stream()
                .map(one -> new TimedWorkload(one.getKey(), median(one.getValue())))
                .toList();
    }

    private static double median(List<TimedWorkload> repeats) {
        return median(repeats.stream().mapToDouble(TimedWorkload::millis));
    }

    /// @param values at least one
    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
