package dev.fogline.cost.curve;

import dev.fogline.cost.curve.GrowthCurve.Shape;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The profile of a shared engine: what a token takes when its batch holds so many requests.
///
/// Answers: *how long until my next token, how much energy, how many tokens a second for all?*
/// Every decoding step gives each request of the batch one token, and what grows steadily with the
/// batch is the step, not the token. So three growth curves are drawn through the measured points,
/// of the step's time as a request sees it (its inter-token time), of the step's energy, and of the
/// step's time as the engine counts it:
///
/// ```
/// interTokenMillis = stepMillis(occupancy)
/// joulesPerToken   = stepJoules(occupancy) / occupancy        stepJoules  = joulesPerToken * occupancy
/// tokensPerSecond  = occupancy / stepSeconds(occupancy)       stepSeconds = occupancy / tokensPerSecond
/// ```
///
/// The first and the third differ where prefills of other requests come in between: the median
/// request does not wait for them, the engine does. Held-out errors: see the README.
///
/// No figure is negative or not finite for an occupancy above 0. The inter-token time never falls
/// with the occupancy; joules per token may rise a little where a batch no longer pays. Outside the
/// measured occupancies ([#position]) it is extrapolated, at twice the error. Immutable.
public final class BatchCurve {

    private final GrowthCurve stepMillis;
    private final GrowthCurve stepJoules;
    private final GrowthCurve stepSeconds;

    private BatchCurve(List<BatchPoint> points) {
        this.stepMillis = curve(points, BatchPoint::interTokenMillis);
        this.stepJoules = curve(points, point -> point.joulesPerToken() * point.occupancy());
        this.stepSeconds = curve(points, point -> point.occupancy() / point.tokensPerSecond());
    }

    /// @param points at least one, in any order; several at one occupancy are averaged
    public static BatchCurve through(List<BatchPoint> points) {
        return new BatchCurve(points);
    }

    /// @param occupancy requests in the batch, the one that asks included, above 0
    public double interTokenMillis(double occupancy) {
        return stepMillis.at(occupancy);
    }

    /// @param occupancy as above
    public double joulesPerToken(double occupancy) {
        return stepJoules.at(occupancy) / occupancy;
    }

    /// @param occupancy as above
    public double tokensPerSecond(double occupancy) {
        return occupancy / stepSeconds.at(occupancy);
    }

    /// Whether an occupancy lies among the measured ones.
    public Position position(double occupancy) {
        return stepMillis.position(occupancy);
    }

    private static GrowthCurve curve(
            List<BatchPoint> points, ToDoubleFunction<BatchPoint> perStep) {
        return GrowthCurve.through(
                points.stream()
                        .map(point -> new Knot(point.occupancy(), perStep.applyAsDouble(point)))
                        .toList(),
                Shape.EVEN);
    }
}
