package dev.fogline.cost.curve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The straight-line forms that anybody would try first, to judge curves by.
///
/// All are fitted by least squares of relative errors to every measurement, no coefficient
/// negative.
public final class PlainForms {

    private PlainForms() {}

    /// `millis = a + b * batch + c * batch * promptTokens`
    public static ToDoubleFunction<Workload> decodeMillis(List<TimedWorkload> measured) {
        return fitted(
                measured,
                at -> new double[] {1, at.batch(), (double) at.batch() * at.promptTokens()});
    }

    /// `millis = a + b * tokens + c * batch * promptTokens²`, the last for attention.
    public static ToDoubleFunction<Workload> prefillMillis(List<TimedWorkload> measured) {
        return fitted(
                measured,
                at ->
                        new double[] {
                            1, (double) at.tokens(), (double) at.tokens() * at.promptTokens()
                        });
    }

    /// `a + b * occupancy`, of inter-token milliseconds.
    public static ToDoubleFunction<BatchPoint> interTokenMillis(List<BatchPoint> measured) {
        return fitted(
                measured,
                BatchPoint::interTokenMillis,
                point -> new double[] {1, point.occupancy()});
    }

    /// `a + b / occupancy`, of joules per token.
    public static ToDoubleFunction<BatchPoint> joulesPerToken(List<BatchPoint> measured) {
        return fitted(
                measured,
                BatchPoint::joulesPerToken,
                point -> new double[] {1, 1 / point.occupancy()});
    }

    private interface Terms<T> {
        double[] of(T at);
    }

    private static ToDoubleFunction<Workload> fitted(
            List<TimedWorkload> measured, Terms<Workload> terms) {
        ToDoubleFunction<TimedWorkload> fitted =
                fitted(measured, TimedWorkload::millis, one -> terms.of(one.workload()));
        return at -> fitted.applyAsDouble(new TimedWorkload(at, 1));
    }

    private static <T> ToDoubleFunction<T> fitted(
            List<T> measured, ToDoubleFunction<T> amount, Terms<T> terms) {
        double[] found =
                NonNegativeFit.leastSquares(
                        measured.stream().map(terms::of).toArray(double[][]::new),
                        measured.stream().mapToDouble(amount).toArray());
        return at -> NonNegativeFit.dot(terms.of(at), found);
    }
}
