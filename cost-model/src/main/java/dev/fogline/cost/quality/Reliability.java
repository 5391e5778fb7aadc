package dev.fogline.cost.quality;

import dev.fogline.cost.curve.Isotonic;
import java.util.Arrays;
import java.util.Comparator;

/// What share came true of what was said: a curve from (0, 0) through knots to (1, 1) that never
/// falls, straight in between.
///
/// A knot lies at the mean of what was said in a stretch of equally many answers; its height is the
/// share that came true, drawn by [#PRIOR] answers to what was said, and then made to rise
/// (isotonic regression; B. Zadrozny and C. Elkan, "Transforming Classifier Scores into Accurate
/// Multiclass Probability Estimates", 2002). Immutable.
final class Reliability {

    /// What is said is what happens.
    static final Reliability TRUE = new Reliability(new double[0], new double[0]);

    /// Knots; 40 did no better than 20 (six random thirds of MMLU held out).
    static final int MOST_KNOTS = 20;

    /// Fewer tell more of chance than of the curve.
    private static final int LEAST_ANSWERS = 75;

    private static final double PRIOR = 10;

    /// Share of what was said that is kept beside the curve, so that where the curve is flat the
    /// order of scores is kept.
    private static final double KEPT = 1e-3;

    private final double[] said;
    private final double[] happened;

    private Reliability(double[] said, double[] happened) {
        this.said = said;
        this.happened = happened;
    }

    /// @param said rising, in (0, 1)
    /// @param happened never falling, in [0, 1], same length; not copied
    static Reliability of(double[] said, double[] happened) {
        for (int i = 0; i < said.length; i++) {
            boolean inside = said[i] > 0 && said[i] < 1 && happened[i] >= 0 && happened[i] <= 1;
            boolean rises = i == 0 || (said[i] > said[i - 1] && happened[i] >= happened[i - 1]);
            if (!inside || !rises) {
                throw new IllegalArgumentException("knot " + said[i] + ", " + happened[i]);
            }
        }
        return new Reliability(said, happened);
    }

    /// @param probabilities in (0, 1)
    /// @param good what happened, in [0, 1], same order
    static Reliability fit(double[] probabilities, double[] good) {
        int bins = Math.min(MOST_KNOTS, probabilities.length / LEAST_ANSWERS);
        Integer[] order = new Integer[probabilities.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> probabilities[i]));
        double[] said = new double[bins];
        double[] share = new double[bins];
        double[] counts = new double[bins];
        int knots = 0;
        for (int bin = 0; bin < bins; bin++) {
            int from = (int) ((long) bin * order.length / bins);
            int to = (int) ((long) (bin + 1) * order.length / bins);
            double sum = 0;
            double came = 0;
            for (int i = from; i < to; i++) {
                sum += probabilities[order[i]];
                came += good[order[i]];
            }
            double mean = sum / (to - from);
            if (knots > 0 && mean - said[knots - 1] < KEPT) { // the same was said in both
                knots--;
                came += share[knots] * counts[knots] - PRIOR * said[knots];
                mean = (mean * (to - from) + said[knots] * (counts[knots] - PRIOR));
                counts[knots] += to - from;
                mean /= counts[knots] - PRIOR;
            } else {
                counts[knots] = to - from + PRIOR;
            }
            said[knots] = mean;
            share[knots] = (came + PRIOR * mean) / counts[knots];
            knots++;
        }
        double[] rising =
                knots == 0
                        ? new double[0]
                        : Isotonic.nearest(
                                Arrays.copyOf(share, knots), Arrays.copyOf(counts, knots));
        return of(Arrays.copyOf(said, knots), rising);
    }

    /// @param p what was said, in [0, 1]
    double of(double p) {
        if (said.length == 0) {
            return p;
        }
        int right = 0;
        while (right < said.length && said[right] < p) {
            right++;
        }
        double fromX = right == 0 ? 0 : said[right - 1];
        double fromY = right == 0 ? 0 : happened[right - 1];
        double toX = right == said.length ? 1 : said[right];
        double toY = right == said.length ? 1 : happened[right];
        double curve = fromY + (toY - fromY) * (p - fromX) / (toX - fromX);
        return (1 - KEPT) * curve + KEPT * p;
    }

    void write(BytesOut out) {
        out.count(said.length);
        for (int i = 0; i < said.length; i++) {
            out.real(said[i]);
            out.real(happened[i]);
        }
    }

    static Reliability read(BytesIn in) {
        int knots = in.length();
        double[] said = new double[knots];
        double[] happened = new double[knots];
        for (int i = 0; i < knots; i++) {
            said[i] = in.real();
            happened[i] = in.real();
        }
        return of(said, happened);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reliability same
                && Arrays.equals(said, same.said)
                && Arrays.equals(happened, same.happened);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(said) + Arrays.hashCode(happened);
    }

    @Override
    public String toString() {
        return "Reliability" + Arrays.toString(said) + Arrays.toString(happened);
    }
}
