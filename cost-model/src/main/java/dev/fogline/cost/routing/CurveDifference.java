package dev.fogline.cost.routing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// By how much one router's APGR is above another's over the same questions, and how sure that is,
/// by the paired percentile bootstrap over questions at 95 % (Efron and Tibshirani, An Introduction
/// to the Bootstrap, ch. 13).
///
/// A router may pay more than the strong model for a question that it sends there, because it asked
/// the weak one in vain before. Then what a share of questions costs is `share * (1 + waste)` times
/// the strong model's price, and the area is taken over that:
///
/// ```
/// APGR = integral over cost = 0..1 of PGR(cost / (1 + waste))          waste = 0: see GainCurve
/// ```
///
/// @param first area of the first, between 0 and 1 mostly
/// @param second area of the other
/// @param difference the first less the other
/// @param low lower end of its interval
/// @param high upper end of its interval
public record CurveDifference(
        double first, double second, double difference, double low, double high) {

    private static final int RESAMPLES = 2_000;

    /// One router's word on the questions.
    ///
    /// @param routed one per question
    /// @param waste what a question costs in vain that is sent to the strong model, as a share of
    ///   that one's price, ≥ 0
    public record Router(List<Routed> routed, double waste) {
        public Router {
            routed = List.copyOf(routed);
            if (!(waste >= 0 && waste < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("waste " + waste + " below 0 or without end");
            }
        }
    }

    /// @param random orders ties and draws resamples
    /// @throws IllegalArgumentException if the strong model is not better on the whole
    public static CurveDifference of(Router first, Router second, RandomGenerator random) {
        int count = first.routed().size();
        if (count == 0 || count != second.routed().size()) {
            throw new IllegalArgumentException(
                    count + " questions beside " + second.routed().size());
        }
        int[] once = new int[count];
        Arrays.fill(once, 1);
        int[] order = order(first.routed(), random);
        int[] other = order(second.routed(), random);
        double area = area(first, order, once);
        double otherArea = area(second, other, once);
        if (Double.isNaN(area)) {
            throw new IllegalArgumentException(
                    "the strong model is not better than the weak one over these " + count);
        }
        double[] differences =
                IntStream.range(0, RESAMPLES)
                        .mapToObj(resample -> drawn(count, random))
                        .mapToDouble(
                                times -> area(first, order, times) - area(second, other, times))
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
        return new CurveDifference(
                area,
                otherArea,
                area - otherArea,
                differences[(int) Math.round(0.025 * (differences.length - 1))],
                differences[(int) Math.round(0.975 * (differences.length - 1))]);
    }

    private static int[] order(List<Routed> routed, RandomGenerator random) {
        double[] keys = routed.stream().mapToDouble(_ -> random.nextDouble()).toArray();
        return IntStream.range(0, routed.size())
                .boxed()
                .sorted(
                        Comparator.comparingDouble((Integer i) -> -routed.get(i).score())
                                .thenComparingDouble(i -> keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] drawn(int count, RandomGenerator random) {
        int[] times = new int[count];
        for (int i = 0; i < count; i++) {
            times[random.nextInt(count)]++;
        }
        return times;
    }

    /// @param times how often each question counts
    /// @return NaN if there is no gain
    private static double area(Router router, int[] order, int[] times) {
        double limit = order.length / (1 + router.waste());
        double sent = 0;
        double reached = 0;
        double area = 0;
        for (int question : order) {
            double gain = router.routed().get(question).gain();
            double within = Math.clamp(limit - sent, 0, times[question]);
            area += within * (reached + gain * within / 2);
            reached += times[question] * gain;
            sent += times[question];
        }
        return reached > 0 ? area / limit / reached : Double.NaN;
    }
}
