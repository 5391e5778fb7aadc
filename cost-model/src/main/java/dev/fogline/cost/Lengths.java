package dev.fogline.cost;

import dev.fogline.spi.request.Spread;

/// How long a model's answers are: a log-normal distribution, mixed from the request's own prior
/// and what was seen.
///
/// Immutable.
///
/// @param seen answers that were counted, faded, ≥ 0
/// @param meanLog weighted mean of ln(output tokens) over these
/// @param spread of the lengths around it
record Lengths(double seen, double meanLog, LogSpread spread) {

    static final Lengths UNKNOWN = new Lengths(0, 0, new LogSpread(0.8));

    /// How many answers the request's prior is worth (assumed).
    private static final double PRIOR_ANSWERS = 4;

    Lengths learn(int outputTokens) {
        double log = Math.log(Math.max(1, outputTokens));
        double faded = seen * LinearFit.MEMORY;
        double mean = (faded * meanLog + log) / (faded + 1);
        LogSpread next =
                seen == 0 ? spread : spread.learn(Math.max(1, outputTokens), Math.exp(meanLog));
        return new Lengths(faded + 1, mean, next);
    }

    /// The distribution for one request.
    ///
    /// @param prior what the request itself makes one expect; its p95 is also the most that is
    ///   possible
    Spread outputTokens(Spread prior) {
        double share = seen / (seen + PRIOR_ANSWERS);
        double log = share * meanLog + (1 - share) * Math.log(Math.max(1, prior.median()));
        double median = Math.min(Math.exp(log), prior.p95());
        double p95 = share * spread.around(median).p95() + (1 - share) * prior.p95();
        double p05 = share * spread.around(median).p05() + (1 - share) * prior.p05();
        return new Spread(
                Math.min(p05, median), median, Math.max(median, Math.min(p95, prior.p95())));
    }
}
