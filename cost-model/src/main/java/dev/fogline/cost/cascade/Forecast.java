package dev.fogline.cost.cascade;

import java.util.Arrays;
import java.util.List;

/// What will be said of a draft at its end, by what is said of it earlier.
///
/// ```
/// logit at the end = offset + slope * logit now + one of the residuals, each as probable as another
/// ```
///
/// A straight line by least squares, and the quantiles of what it misses.
///
/// @param offset finite
/// @param slope finite
/// @param residuals ascending, at least one
public record Forecast(double offset, double slope, List<Double> residuals) {

    /// Quantiles that are kept: every third percentile.
    private static final int QUANTILES = 33;

    /// The judgement now is the one at the end.
    static final Forecast NONE = new Forecast(0, 1, List.of(0.0));

    /// How sure one has to be of the end's judgement to go by it: nineteen times in twenty.
    private static final double UNSURE = 0.05;

    public Forecast {
        residuals = List.copyOf(residuals);
        boolean ascends = !residuals.isEmpty() && Double.isFinite(residuals.getLast());
        for (int i = 1; i < residuals.size(); i++) {
            ascends &= residuals.get(i - 1) <= residuals.get(i);
        }
        if (!ascends || !(Double.isFinite(offset) && Double.isFinite(slope))) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", slope " + slope + " and residuals " + residuals);
        }
    }

    /// @param now logits, at least one
    /// @param end logits, same order
    static Forecast of(double[] now, double[] end) {
        double meanNow = Arrays.stream(now).average().orElseThrow();
        double meanEnd = Arrays.stream(end).average().orElseThrow();
        double both = 0;
        double squares = 0;
        for (int i = 0; i < now.length; i++) {
            both += (now[i] - meanNow) * (end[i] - meanEnd);
            squares += (now[i] - meanNow) * (now[i] - meanNow);
        }
        double slope = squares > 0 ? both / squares : 0;
        double offset = meanEnd - slope * meanNow;
        double[] misses = new double[now.length];
        Arrays.setAll(misses, i -> end[i] - offset - slope * now[i]);
        Arrays.sort(misses);
        Double[] residuals = new Double[Math.min(QUANTILES, misses.length)];
        Arrays.setAll(residuals, i -> misses[(int) ((i + 0.5) * misses.length / residuals.length)]);
        return new Forecast(offset, slope, List.of(residuals));
    }

    /// The end's logit in the i-th of the equally probable cases.
    double end(double now, int i) {
        return offset + slope * now + residuals.get(i);
    }

    /// Whether the end will most probably say more than this.
    boolean surelyAbove(double now, double logit) {
        return end(now, (int) (UNSURE * residuals.size())) >= logit;
    }

    /// Whether the end will most probably say less than this.
    boolean surelyBelow(double now, double logit) {
        return end(now, (int) ((1 - UNSURE) * residuals.size())) < logit;
    }
}
