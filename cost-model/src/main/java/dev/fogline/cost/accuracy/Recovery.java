package dev.fogline.cost.accuracy;

import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/// How soon predictions are good again after the world has changed.
public final class Recovery {

    /// How far above the steady error still counts as good, as a factor.
    public static final double TOLERANCE = 1.5;

    /// Requests over which the moving error is taken.
    public static final int WINDOW = 20;

    private Recovery() {}

    /// Requests from the change to the end of the first [#WINDOW] of them, all after the change,
    /// whose mean error is at most [#TOLERANCE] times the steady one. [#WINDOW] is the least there
    /// can be: predictions that never suffered.
    ///
    /// @param errors of the requests after the change, fractions, in order
    /// @param steady mean error before it, a fraction
    /// @return empty if they never were good again
    public static OptionalInt requests(double[] errors, double steady) {
        for (int end = WINDOW; end <= errors.length; end++) {
            double moving =
                    DoubleStream.of(errors).skip(end - WINDOW).limit(WINDOW).average().orElse(0);
            if (moving <= TOLERANCE * steady) {
                return OptionalInt.of(end);
            }
        }
        return OptionalInt.empty();
    }
}
