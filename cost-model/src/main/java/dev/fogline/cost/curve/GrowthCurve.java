package dev.fogline.cost.curve;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An amount of work that never shrinks as more is asked for: a curve through measured points.
///
/// Points at one x count as their geometric mean; where measurements fall although more was asked,
/// they are pooled ([Isotonic], weighted for relative errors), so that through points that never
/// fall the curve is exact. The rest is bounds that hold for every amount made of a fixed part, a
/// part that grows, and the larger of such sums (a roofline):
/// - *between* two points it is at most their chord, and at least what the neighbouring chords,
///   prolonged, and the ray from the origin to the upper point say. [Shape] says where between;
/// - *below* the first point it falls along the first chord, or a share of it, but never below the
///   ray from the origin: a fixed part is never negative;
/// - *above* the last it goes on with the slope of the relative least-squares line through the last
///   three, at least 0.
///
/// Never falls, never negative, finite. Immutable.
final class GrowthCurve {

    /// How a curve runs where nothing was measured.
    enum Shape {
        /// Chords: for batches, measured at every doubling, between which nothing is hidden.
        EVEN(0, 1),
        /// Near the lower bound, as where a fixed cost gives way to a growing one between two
        /// points. The shares were chosen on the prefill times of Splitwise (nine engines, five
        /// held-out folds, one choice for all): sags of 0.7 to 0.9 differ by 0.1 points of error,
        /// shares of the slope below the first point of 0.3 to 0.7 by as much.
        SAGGING(0.8, 0.5);

        private final double sag;
        private final double fall;

        Shape(double sag, double fall) {
            this.sag = sag;
            this.fall = fall;
        }
    }

    /// Points that the slope beyond the last one is taken from.
    private static final int LAST = 3;

    private final double[] x;
    private final double[] y;
    private final Shape shape;
    private final double slopeAbove;

    private GrowthCurve(double[] x, double[] y, Shape shape) {
        this.x = x;
        this.y = y;
        this.shape = shape;
        this.slopeAbove = slopeAbove(x, y);
    }

    /// @param knots at least one, in any order
    static GrowthCurve through(Collection<Knot> knots, Shape shape) {
        if (knots.isEmpty()) {
            throw new IllegalArgumentException("no knots");
        }
        Map<Double, List<Knot>> byX =
                knots.stream()
                        .collect(Collectors.groupingBy(Knot::x, TreeMap::new, Collectors.toList()));
        double[] x = byX.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] y = byX.values().stream().mapToDouble(GrowthCurve::geometricMean).toArray();
        double[] weights = byX.values().stream().mapToDouble(List::size).toArray();
        for (int i = 0; i < y.length; i++) {
            weights[i] /= y[i] * y[i];
        }
        return new GrowthCurve(x, Isotonic.nearest(y, weights), shape);
    }

    /// @param at above 0
    double at(double at) {
        int last = x.length - 1;
        if (at >= x[last]) {
            return y[last] + slopeAbove * (at - x[last]);
        }
        if (at < x[0]) {
            return y[0] - shape.fall * slopeBelow() * (x[0] - at);
        }
        int found = Arrays.binarySearch(x, at);
        return found >= 0 ? y[found] : between(-found - 2, at);
    }

    /// Where it was measured, ascending.
    double[] x() {
        return x.clone();
    }

    /// What it is there.
    double[] y() {
        return y.clone();
    }

    Position position(double at) {
        if (at < x[0]) {
            return Position.BELOW;
        }
        return at > x[x.length - 1] ? Position.ABOVE : Position.INSIDE;
    }

    private double between(int lower, double at) {
        int upper = lower + 1;
        double chord = y[lower] + slope(lower) * (at - x[lower]);
        double floor = Math.max(y[lower], y[upper] * at / x[upper]);
        if (lower > 0) {
            floor = Math.max(floor, y[lower] + slope(lower - 1) * (at - x[lower]));
        }
        if (upper < x.length - 1) {
            floor = Math.max(floor, y[upper] - slope(upper) * (x[upper] - at));
        }
        return chord - shape.sag * Math.max(0, chord - floor);
    }

    private double slope(int lower) {
        return (y[lower + 1] - y[lower]) / (x[lower + 1] - x[lower]);
    }

    private double slopeBelow() {
        double ray = y[0] / x[0];
        return x.length == 1 ? ray : Math.min(slope(0), ray);
    }

    private static double slopeAbove(double[] x, double[] y) {
        int from = Math.max(0, x.length - LAST);
        double[][] terms = new double[x.length - from][];
        for (int i = from; i < x.length; i++) {
            terms[i - from] = new double[] {1, x[i]};
        }
        return NonNegativeFit.leastSquares(terms, Arrays.copyOfRange(y, from, y.length))[1];
    }

    private static double geometricMean(List<Knot> knots) {
        if (knots.size() == 1) {
            return knots.getFirst().y(); // exact, which exp(log) is not
        }
        return Math.exp(
                knots.stream().mapToDouble(knot -> Math.log(knot.y())).average().orElseThrow());
    }
}
