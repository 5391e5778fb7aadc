package dev.fogline.cost;

/// How fast a server is *now*, beside what a fit over many answers says: a factor on its times, and
/// whether it drifted.
///
/// ```
/// log   <- log + rate * (residual - log)          residual = ln(measured / fitted), clipped
/// factor = exp(log)
/// ```
///
/// A server that became slower, because it is hot or shares its processors, is followed within some
/// ten answers while the fit keeps its proportions. A drift is noticed as on an EWMA control chart
/// (Roberts, "Control chart tests based on geometric moving averages", Technometrics 1(3), 1959):
/// the average of the residuals left the band that their own scatter allows. The fit then takes the
/// factor on, the next answers count as first ones, and once they are enough the fit takes on what
/// they say. Immutable.
///
/// @param log natural logarithm of the factor
/// @param scatter mean of |residual - log|, ≥ 0
/// @param answers since the beginning or the last drift, up to [#ENOUGH]
/// @param drifts how many were noticed
/// @param sinceDrift answers since the last of them
/// @param factor `exp(log)`
record Pace(double log, double scatter, int answers, long drifts, long sinceDrift, double factor) {

    static final Pace UNKNOWN = of(0, 0.3, 0, 0, 0);

    /// Of one answer, when enough were seen (assumed: half of a change is followed in 7 answers).
    static final double RATE = 0.1;

    /// After so many answers the average means something.
    static final int ENOUGH = 10;

    private static final double SCATTER_RATE = 0.05;

    /// One answer beyond a factor of 1.65 counts as one of 1.65.
    private static final double CLIP = 0.5;

    /// Standard deviations of the average that are no drift (Roberts: about 3; more, since the
    /// errors of neighbours are alike), and the least that is called one, 28 % (assumed).
    private static final double LIMIT = 4.5;

    private static final double LEAST = 0.25;

    static Pace of(double log, double scatter, int answers, long drifts, long sinceDrift) {
        return new Pace(log, scatter, answers, drifts, sinceDrift, Math.exp(log));
    }

    /// @param residual `ln(measured / fitted)`
    /// @param weight of this answer, in [0, 1]
    Pace learn(double residual, double weight) {
        double off = residual - log;
        double rate = weight * Math.max(RATE, 1.0 / (answers + 1));
        double clipped = answers == 0 ? off : Math.clamp(off, -CLIP, CLIP);
        double error = Math.min(Math.abs(off), 2 * CLIP);
        double nextScatter =
                answers == 0 ? scatter : scatter + weight * SCATTER_RATE * (error - scatter);
        return of(
                log + rate * clipped,
                nextScatter,
                Math.min(answers + 1, ENOUGH),
                drifts,
                sinceDrift + 1);
    }

    boolean settled() {
        return answers == ENOUGH;
    }

    /// Whether the average left its band.
    boolean drifting() {
        double sigma = scatter * Math.sqrt(Math.PI / 2);
        double band = LIMIT * sigma * Math.sqrt(RATE / (2 - RATE));
        return settled() && Math.abs(log) > Math.max(LEAST, band);
    }

    /// The factor has been taken on by the fit.
    Pace drifted() {
        return of(0, scatter, 1, drifts + 1, 0);
    }

    /// The fit has taken on what the answers since the drift say.
    Pace level() {
        return of(0, scatter, ENOUGH, drifts, sinceDrift);
    }

    /// The first answer sets the level of what was only assumed.
    Pace begun() {
        return of(0, scatter, 1, drifts, 0);
    }

    void save(SavedBytes.Writer to) {
        to.real(log).real(scatter).number(answers).number(drifts).number(sinceDrift);
    }

    static Pace load(SavedBytes.Reader from) {
        return of(from.real(), from.real(), from.number(0, ENOUGH), from.number(), from.number());
    }
}
