package dev.fogline.cost.accuracy;

import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How soon predictions were good again after the world had changed.
///
/// @param left whether they ever became bad: the mean error of some [#WINDOW] requests in a row,
///   all after the change, was above [#TOLERANCE] times the steady one
/// @param requests from the change to the end of the first such window that was good again;
///   [#WINDOW], the least there can be, where none was bad; empty if they never were good again, or
///   if there were fewer requests than a window has
public record Recovery(boolean left, OptionalInt requests) {

    /// How far above the steady error still counts as good, as a factor.
    public static final double TOLERANCE = 1.5;

    /// Requests over which the moving error is taken.
    public static final int WINDOW = 20;

    /// @param errors of the requests after the change, fractions, in order
    /// @param steady mean error before it, a fraction
    public static Recovery of(double[] errors, double steady) {
        OptionalInt bad =
                ends(errors, WINDOW).filter(end -> !good(errors, end, steady)).findFirst();
        OptionalInt again =
                ends(errors, bad.orElse(WINDOW))
                        .filter(end -> good(errors, end, steady))
                        .findFirst();
        return new Recovery(bad.isPresent(), again);
    }

    private static IntStream ends(double[] errors, int first) {
        return IntStream.rangeClosed(first, errors.length);
    }

    private static boolean good(double[] errors, int end, double steady) {
        double moving =
                DoubleStream.of(errors).skip(end - WINDOW).limit(WINDOW).average().orElse(0);
        return moving <= TOLERANCE * steady;
    }
}
