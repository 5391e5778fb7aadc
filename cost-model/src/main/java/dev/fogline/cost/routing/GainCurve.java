package dev.fogline.cost.routing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// How much of the strong model's gain a router keeps at each share of questions it sends there.
///
/// With the N questions by descending score, ties in random order, and `gain = strong - weak`:
///
/// ```
/// PGR(k) = sum of gain over the first k / sum of gain over all           k = 0..N
/// APGR   = sum over k = 1..N of (PGR(k - 1) + PGR(k)) / 2 / N            0.5 for a random router
/// CPT(x) = the least k / N with PGR(k) >= x
/// ```
///
/// After RouteLLM (Ong et al., arXiv 2406.18665, section 3.2), which takes eleven points of the
/// curve where this takes all. Above 1 and below 0 are possible: some weak answers are better.
/// Immutable.
public final class GainCurve {

    private final double[] gains;
    private final double total;

    private GainCurve(double[] gains) {
        this.gains = gains;
        this.total = Arrays.stream(gains).sum();
    }

    /// @param routed at least one
    /// @param ties orders questions of equal score
    /// @throws IllegalArgumentException if the strong model is not better on the whole: there is
    ///   nothing to gain then
    public static GainCurve of(List<Routed> routed, RandomGenerator ties) {
        double[] keys = routed.stream().mapToDouble(_ -> ties.nextDouble()).toArray();
        Comparator<Integer> byScore =
                Comparator.comparingDouble((Integer i) -> -routed.get(i).score())
                        .thenComparingDouble(i -> keys[i]);
        double[] gains =
                IntStream.range(0, routed.size())
                        .boxed()
                        .sorted(byScore)
                        .mapToDouble(i -> routed.get(i).gain())
                        .toArray();
        var curve = new GainCurve(gains);
        if (!(curve.total > 0)) {
            throw new IllegalArgumentException(
                    "the strong model is not better than the weak one over these "
                            + gains.length
                            + " questions");
        }
        return curve;
    }

    /// APGR: the area under the curve.
    public double area() {
        double reached = 0;
        double area = 0;
        for (double gain : gains) {
            area += reached + gain / 2;
            reached += gain;
        }
        return area / gains.length / total;
    }

    /// CPT: the least share of questions to send to the strong model for a share of its gain.
    ///
    /// @param gain in [0, 1]
    /// @return in [0, 1]
    public double shareFor(double gain) {
        double reached = 0;
        for (int k = 0; k < gains.length; k++) {
            if (reached / total >= gain) {
                return (double) k / gains.length;
            }
            reached += gains[k];
        }
        return 1;
    }

    /// The area of as many questions drawn from these with repeats; NaN if they hold no gain.
    ///
    /// A question drawn c times is c neighbours on the curve, hence a straight piece of it.
    double resampledArea(RandomGenerator random) {
        int[] times = new int[gains.length];
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
        double reached = 0;
        double area = 0;
        for (int i = 0; i < times.length; i++) {
            double piece = times[i] * gains[i];
            area += times[i] * (reached + piece / 2);
            reached += piece;
        }
        return reached > 0 ? area / gains.length / reached : Double.NaN;
    }
}
