package dev.fogline.cost.accuracy;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// Mean errors as fractions of the measured time.
public final class Errors {

    /// Of fewer repeats the mean follows each of them too closely to tell the noise.
    private static final int LEAST_REPEATS = 4;

    private Errors() {}

    /// `MAPE = mean of |predicted - measured| / measured` over the requests that have such a time;
    /// empty if none has.
    public static OptionalDouble mape(Collection<Outturn> outturns, Latency latency) {
        return outturns.stream()
                .map(outturn -> outturn.error(latency))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /// The error that is left to whoever knows the request already: each repeat predicted by the
    /// mean of all repeats of the same request, itself among them, which flatters by `sqrt((n - 1)
    /// / n)` of n repeats. Groups of fewer than four are left out.
    ///
    /// @param repeats one list for each request that was repeated
    /// @return the mean over all repeats, a fraction; empty if none was repeated often enough
    public static OptionalDouble noise(Collection<List<Latencies>> repeats, Latency latency) {
        return repeats.stream()
                .map(
                        same ->
                                same.stream()
                                        .map(one -> one.of(latency))
                                        .flatMapToDouble(OptionalDouble::stream)
                                        .filter(millis -> millis > 0)
                                        .toArray())
                .filter(millis -> millis.length >= LEAST_REPEATS)
                .flatMapToDouble(Errors::aroundMean)
                .average();
    }

    private static DoubleStream aroundMean(double[] millis) {
        double mean = DoubleStream.of(millis).average().orElseThrow();
        return DoubleStream.of(millis).map(one -> Math.abs(mean - one) / one);
    }
}
