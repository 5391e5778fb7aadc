package dev.fogline.cost.routing;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What a [GainCurve] comes to, over several orders of tied questions, and how sure its area is.
///
/// The interval is the percentile bootstrap over questions at 95 % (Efron and Tibshirani, An
/// Introduction to the Bootstrap, ch. 13).
///
/// @param area APGR: 0.5 for a random router, 1 for all gain at no cost
/// @param low lower end of the area's interval
/// @param high upper end of the area's interval
/// @param shareForHalf CPT50: share of questions for half the gain, in [0, 1]
/// @param shareForMost CPT80: share of questions for four fifths of the gain, in [0, 1]
public record CurveFigures(
        double area, double low, double high, double shareForHalf, double shareForMost) {

    /// Orders of tied questions that are averaged; the field notes ask for five at least.
    private static final int ORDERS = 10;

    private static final int RESAMPLES = 2_000;

    /// @param routed at least one question; the strong model is better on the whole
    /// @param random orders ties and draws resamples
    public static CurveFigures of(List<Routed> routed, RandomGenerator random) {
        List<GainCurve> curves =
                Stream.generate(() -> GainCurve.of(routed, random)).limit(ORDERS).toList();
        double[] areas = new double[RESAMPLES];
        Arrays.setAll(areas, i -> curves.get(i % ORDERS).resampledArea(random));
        double[] sorted = Arrays.stream(areas).filter(Double::isFinite).sorted().toArray();
        return new CurveFigures(
                mean(curves, GainCurve::area),
                quantile(sorted, 0.025),
                quantile(sorted, 0.975),
                mean(curves, curve -> curve.shareFor(0.5)),
                mean(curves, curve -> curve.shareFor(0.8)));
    }

    private static double mean(List<GainCurve> curves, ToDoubleFunction<GainCurve> figure) {
        return curves.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double quantile(double[] sorted, double level) {
        return sorted[(int) Math.round(level * (sorted.length - 1))];
    }
}
