package dev.fogline.cost;

import dev.fogline.spi.request.Spread;

/// How long a server takes from the first token to the last.
///
/// ```
/// decodeMillis     = pace * fixed + interTokenMillis * following
/// interTokenMillis = pace * (base + perRunning * running + perContext * context)
/// ```
///
/// A step reads all weights once for the whole batch, and the key-value cache of each request: so
/// it grows with the batch and with the context (field formula `a + b * batch + c * batch *
/// prompt`, 1.6 to 2.2 % error on Splitwise's measurements). Immutable.
///
/// @param fit fixed, base, perRunning, perContext
record Decoding(PacedFit fit) {

    static final int FIXED = 0;
    static final int BASE = 1;
    static final int PER_RUNNING = 2;
    static final int PER_CONTEXT = 3;
    private static final int TERMS = 4;

    /// An answer that came in so many parts weighs half of one that came in many: its time per
    /// token is mostly noise (assumed).
    private static final double HALF_WEIGHT_PARTS = 4;

    /// What came in one piece says at least that the rest of it took no time (assumed).
    private static final double LEAST_WEIGHT = 0.1;

    /// @param tokenMillis between two tokens on an idle server, above 0
    /// @param runningShare of it that each request in the batch adds, ≥ 0
    static Decoding assumed(double tokenMillis, double runningShare) {
        double[] coefficients = {0, tokenMillis, tokenMillis * runningShare, 0};
        double[][] points = {
            {1, 1, 0, 100},
            {1, 100, 0, 10_000},
            {1, 100, 400, 10_000},
            {1, 100, 0, 100_000}
        };
        return new Decoding(PacedFit.assumed(coefficients, points));
    }

    /// Of a device that was measured; with the parameters of [#assumed].
    static Decoding measured(double tokenMillis, double runningShare) {
        return new Decoding(assumed(tokenMillis, runningShare).fit.begun());
    }

    double millis(Tokens tokens, Occupancy node) {
        double following = tokens.following();
        return following == 0 ? 0 : fit.now(FIXED) + interTokenMillis(tokens, node) * following;
    }

    /// For each end of an answer's length.
    Spread millis(Tokens tokens, Spread output, Occupancy node) {
        return new Spread(
                millis(tokens.withOutput(output.p05()), node),
                millis(tokens.withOutput(output.median()), node),
                millis(tokens.withOutput(output.p95()), node));
    }

    /// Without the fixed part.
    double interTokenMillis(Tokens tokens, Occupancy node) {
        return fit.now(BASE)
                + fit.now(PER_RUNNING) * node.running()
                + fit.now(PER_CONTEXT) * tokens.context();
    }

    /// @param arrivals moments at which content came; 0 if nobody counted
    Decoding learn(Tokens tokens, Occupancy node, double decodeMillis, int arrivals) {
        double following = tokens.following();
        if (following == 0) {
            return this;
        }
        double parts = arrivals == 0 ? following : Math.min(following, arrivals - 1.0);
        double weight = Math.max(LEAST_WEIGHT, parts / (parts + HALF_WEIGHT_PARTS));
        return new Decoding(fit.learn(terms(tokens, node), decodeMillis, weight));
    }

    private static double[] terms(Tokens tokens, Occupancy node) {
        double following = tokens.following();
        return new double[] {
            1, following, following * node.running(), following * tokens.context()
        };
    }

    void save(SavedBytes.Writer to) {
        fit.save(to);
    }

    static Decoding load(SavedBytes.Reader from) {
        return new Decoding(PacedFit.load(from, TERMS));
    }
}
