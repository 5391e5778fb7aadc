package dev.fogline.edge.overhead;

/// Brings a subject to where its compiler has no more to do: slices of load until three in a row
/// cost the same.
final class WarmUp {

    private static final double SLICE_SECONDS = 1.5;

    /// Of the cost of the slice before.
    private static final double STABLE = 0.05;

    private static final int STABLE_TIMES = 2;
    private static final int MOST_SLICES = 16;

    private WarmUp() {}

    /// @return how many seconds it took
    static double of(LoadProcess load, Subject subject) {
        double before = Double.POSITIVE_INFINITY;
        int stable = 0;
        for (int slice = 1; slice <= MOST_SLICES; slice++) {
            double cost = slice(load, subject);
            stable = Math.abs(cost - before) <= STABLE * before ? stable + 1 : 0;
            if (stable == STABLE_TIMES) {
                return 2 * SLICE_SECONDS * slice;
            }
            before = cost;
        }
        return 2 * SLICE_SECONDS * MOST_SLICES;
    }

    private static double slice(LoadProcess load, Subject subject) {
        long pid = subject.process().pid();
        load.streams(subject, Round.CONNECTIONS, SLICE_SECONDS);
        double start = ProcFile.cpuMicros(pid);
        LoadResult result = load.closed(subject, Round.CONNECTIONS, SLICE_SECONDS);
        return (ProcFile.cpuMicros(pid) - start) / Math.max(1, result.completed());
    }
}
