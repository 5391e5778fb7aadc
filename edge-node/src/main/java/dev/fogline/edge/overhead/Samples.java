package dev.fogline.edge.overhead;

import java.util.Arrays;

/// Durations of one run, for their quantiles.
final class Samples {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[4096];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    int count() {
        return count;
    }

    /// The one at rank `⌈share · count⌉`, in milliseconds; 0 if there is none.
    ///
    /// @param share in (0, 1]
    double millis(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)] / NANOS_PER_MILLI;
    }
}
