package dev.fogline.cost;

/// How sure a share of counted cases is: the score interval for a binomial proportion (E. B.
/// Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927),
/// at 95 %.
///
/// With p = hits / trials and z the normal quantile: `(p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 +
/// z²/n)`. It stays within [0, 1] and holds for few trials and for shares of 0 and 1; without a
/// trial it is all of [0, 1].
///
/// @param low lower end, in [0, 1]
/// @param high upper end, in [0, 1]
public record WilsonInterval(double low, double high) {

    /// The normal distribution's quantile of 0.975.
    private static final double Z = 1.959963984540054;

    /// @param hits at most `trials`
    /// @param trials may be 0
    public static WilsonInterval of(int hits, int trials) {
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException(hits + " hits of " + trials + " trials");
        }
        if (trials == 0) {
            return new WilsonInterval(0, 1);
        }
        double share = (double) hits / trials;
        double scale = 1 + Z * Z / trials;
        double middle = (share + Z * Z / (2.0 * trials)) / scale;
        double half =
                Z
                        * Math.sqrt(
                                share * (1 - share) / trials
                                        + Z * Z / (4.0 * trials * (double) trials))
                        / scale;
        return new WilsonInterval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
