package dev.fogline.cost;

import java.util.Arrays;

/// Where one value in twenty lies beyond, learnt from the last values: one end of a 90 % interval.
///
/// ```
/// end   = the ceil((n + 1) * (1 - share))-th smallest of the last n scores, at most the largest
/// share <- share + STEP * (0.05 - (score > end ? 1 : 0))
/// ```
///
/// The first line is split conformal prediction over a moving window (Vovk, Gammerman and Shafer,
/// "Algorithmic Learning in a Random World", 2005); the second is adaptive conformal inference
/// (Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021): in
/// the long run one score in twenty lies beyond, whatever the scores do. Begins with the quantiles
/// of an assumed normal distribution, each of which makes room for a score, the middle ones first.
/// Immutable; no array is written after construction.
final class Tail {

    /// Scores that are remembered (assumed: the 95th percentile of so many is known to about 2 %).
    static final int CAPACITY = 128;

    static final double SHARE = 0.05;

    /// Gibbs and Candès take 0.005 for markets. On a machine whose speed halved, 0.02 covered 88 %
    /// of the 154 answers where 0.005 covered 85 %, and 0.05 was no better (two nodes on two
    /// cores).
    private static final double STEP = 0.02;

    private static final double MOST_SHARE = 0.5;

    /// Standard normal quantiles at 1/20 to 19/20, from the middle to the ends.
    private static final double[] NORMAL = {
        0, 0.1257, -0.1257, 0.2533, -0.2533, 0.3853, -0.3853, 0.5244, -0.5244, 0.6745, -0.6745,
        0.8416, -0.8416, 1.0364, -1.0364, 1.2816, -1.2816, 1.6449, -1.6449
    };

    /// In the order they came; the first `assumed` were not measured.
    private final double[] scores;

    private final int assumed;
    private final double share;
    private final double[] sorted;
    private final double end;

    private Tail(double[] scores, int assumed, double share, double[] sorted) {
        this.scores = scores;
        this.assumed = assumed;
        this.share = share;
        this.sorted = sorted;
        int rank = (int) Math.ceil((sorted.length + 1) * (1 - share));
        this.end = sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }

    /// @param sigma of the scores before any was measured, ≥ 0
    static Tail assumed(double sigma) {
        double[] scores = Arrays.stream(NORMAL).map(z -> sigma * z).toArray();
        return new Tail(scores, scores.length, SHARE, ascending(scores));
    }

    /// What one score in twenty lies beyond.
    double end() {
        return end;
    }

    Tail learn(double score) {
        double error = score > end ? 1 : 0;
        double nextShare = Math.clamp(share + STEP * (SHARE - error), 0, MOST_SHARE);
        boolean full = assumed > 0 || scores.length == CAPACITY;
        double[] next = new double[full ? scores.length : scores.length + 1];
        int from = full ? 1 : 0;
        System.arraycopy(scores, from, next, 0, scores.length - from);
        next[next.length - 1] = score;
        double[] order =
                full ? without(sorted, scores[0], next.length) : Arrays.copyOf(sorted, next.length);
        insert(order, score);
        return new Tail(next, Math.max(0, assumed - 1), nextShare, order);
    }

    /// All but one that equals `value`; the last place of the answer is free.
    private static double[] without(double[] ascending, double value, int length) {
        int at = Arrays.binarySearch(ascending, value);
        double[] rest = new double[length];
        System.arraycopy(ascending, 0, rest, 0, at);
        System.arraycopy(ascending, at + 1, rest, at, ascending.length - at - 1);
        return rest;
    }

    /// @param order ascending but for its last place, which is free
    private static void insert(double[] order, double value) {
        int used = order.length - 1;
        int found = Arrays.binarySearch(order, 0, used, value);
        int at = found >= 0 ? found : -found - 1;
        System.arraycopy(order, at, order, at + 1, used - at);
        order[at] = value;
    }

    private static double[] ascending(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    void save(SavedBytes.Writer to) {
        to.number(scores.length).number(assumed).real(share).doubles(scores);
    }

    static Tail load(SavedBytes.Reader from) {
        int length = from.number(1, CAPACITY);
        int assumed = from.number(0, Math.min(length, NORMAL.length));
        double share = from.real();
        double[] scores = from.doubles(length);
        return new Tail(scores, assumed, share, ascending(scores));
    }
}
