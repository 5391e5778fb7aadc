package dev.fogline.dist.faults;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.util.List;

/// When an upstream was asked.
///
/// @param millis since the first try, in order; the first is 0
record Tries(List<Long> millis) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    static Tries of(FaultyUpstream upstream) {
        List<Long> nanos = upstream.asked().stream().map(Exchange::arrivedNanos).sorted().toList();
        return new Tries(
                nanos.stream()
                        .map(arrived -> (arrived - nanos.getFirst()) / NANOS_PER_MILLI)
                        .toList());
    }

    int count() {
        return millis.size();
    }

    /// How many came within so many milliseconds of the first, it included.
    int within(long bound) {
        return (int) millis.stream().filter(at -> at <= bound).count();
    }
}
