package dev.fogline.cost;

/// A time as a sum of terms, and how fast the server is now: `millis = pace * (coefficients · x)`.
///
/// What an answer teaches goes to the fit first, and what the fit leaves over to the pace, so that
/// both never correct the same error. The first answer sets the level of what was assumed; the
/// proportions stay assumed until answers of other sizes come. Immutable.
record PacedFit(RelativeFit fit, Pace pace) {

    /// Share of the weight that earlier answers keep when the server drifted: the proportions may
    /// have changed too (assumed).
    private static final double KEPT_AFTER_DRIFT = 0.5;

    /// Errors beyond this many scatters count by their size and not by its square (Huber, "Robust
    /// estimation of a location parameter", Annals of Mathematical Statistics 35(1), 1964).
    private static final double HUBER_SCATTERS = 2;

    private static final double HUBER_LEAST = 0.1;

    /// A time is not taken for less than this share of what was expected: one that short was not
    /// measured but came in one piece with another.
    private static final double LEAST_SHARE = 0.02;

    private static final double FLOOR_MILLIS = 1e-3;

    static PacedFit assumed(double[] coefficients, double[][] points) {
        return new PacedFit(RelativeFit.assumed(coefficients, points), Pace.UNKNOWN);
    }

    /// The same, but its level is known.
    PacedFit begun() {
        return new PacedFit(fit, pace.begun());
    }

    double at(double[] x) {
        return pace.factor() * fit.at(x);
    }

    /// What one unit of a term takes now.
    double now(int term) {
        return pace.factor() * fit.coefficient(term);
    }

    /// @param millis that were measured, ≥ 0
    /// @param weight of this answer, in [0, 1]
    PacedFit learn(double[] x, double millis, double weight) {
        double expected = Math.max(FLOOR_MILLIS, at(x));
        double measured = Math.max(millis, LEAST_SHARE * expected);
        if (pace.answers() == 0) {
            double by = measured / Math.max(FLOOR_MILLIS, fit.at(x));
            return new PacedFit(fit.scaled(by, 1).learn(x, measured, weight), pace.begun());
        }
        double error = Math.abs(Math.log(measured / expected));
        double tolerated = Math.max(HUBER_LEAST, HUBER_SCATTERS * pace.scatter());
        double trust = error > tolerated ? tolerated / error : 1;
        RelativeFit next = fit.learn(x, measured, weight * trust);
        Pace now = pace.learn(Doubt.log(measured, next.at(x)), weight);
        if (!pace.settled() && now.settled()) {
            return new PacedFit(next.scaled(now.factor(), 1), now.level());
        }
        return now.drifting()
                ? new PacedFit(next.scaled(now.factor(), KEPT_AFTER_DRIFT), now.drifted())
                : new PacedFit(next, now);
    }

    void save(SavedBytes.Writer to) {
        fit.save(to);
        pace.save(to);
    }

    static PacedFit load(SavedBytes.Reader from, int terms) {
        return new PacedFit(RelativeFit.load(from, terms), Pace.load(from));
    }
}
