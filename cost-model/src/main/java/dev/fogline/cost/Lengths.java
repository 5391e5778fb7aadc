package dev.fogline.cost;

import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;

/// How long a model's answers are: a log-normal distribution per kind of question.
///
/// ```
/// of all     = (n / (n + 4)) * seen of all   + (4 / (n + 4)) * the request's own prior
/// of a kind  = (k / (k + 4)) * seen of it    + (4 / (k + 4)) * of all
/// ```
///
/// for mean and variance of `ln(output tokens)`, n and k answers seen, older ones faded. A kind of
/// which little was seen thus has the lengths of all (partial pooling; Gelman and Hill, "Data
/// Analysis Using Regression and Multilevel/Hierarchical Models", 2007, ch. 12). An answer that was
/// cut says only that it would have been as long at least: it teaches where that is longer than
/// expected. Immutable; no array is written after construction.
final class Lengths {

    /// Lengths of the first so many places, and of all in the one after them.
    private static final int ALL = Features.KINDS;

    private static final double MEMORY = 0.99;

    /// How many answers the wider knowledge is worth (assumed).
    private static final double PRIOR_ANSWERS = 4;

    static final double Z95 = 1.6449;

    /// Before a second answer was seen: a factor of 2.2 either way (assumed).
    private static final double ASSUMED_VARIANCE = 0.64;

    static final Lengths UNKNOWN =
            new Lengths(new double[ALL + 1], new double[ALL + 1], new double[ALL + 1]);

    /// Answers seen of each kind, faded.
    private final double[] seen;

    /// Mean of their logarithms.
    private final double[] mean;

    /// Variance around it.
    private final double[] variance;

    private Lengths(double[] seen, double[] mean, double[] variance) {
        this.seen = seen;
        this.mean = mean;
        this.variance = variance;
    }

    Lengths learn(Features features, int outputTokens) {
        double log = Math.log(Math.max(1, outputTokens));
        boolean cut = outputTokens >= features.mostOutputTokens();
        var next = new Lengths(seen.clone(), mean.clone(), variance.clone());
        next.take(ALL, log, cut);
        next.take(features.kind(), log, cut);
        return next;
    }

    /// Before it is published.
    private void take(int kind, double log, boolean cut) {
        if (cut && seen[kind] > 0 && log < mean[kind]) {
            return;
        }
        double faded = seen[kind] * MEMORY;
        double step = 1 / (faded + 1);
        double off = log - mean[kind];
        mean[kind] += step * off;
        variance[kind] =
                faded == 0 ? ASSUMED_VARIANCE : (1 - step) * (variance[kind] + step * off * off);
        seen[kind] = faded + 1;
    }

    /// The distribution for one request, cut where the request cuts it.
    Spread outputTokens(Features features) {
        Spread prior = features.outputTokens();
        double middle = Math.log(Math.max(1, prior.median()));
        double width = (Math.log(Math.max(1, prior.p95())) - middle) / Z95;
        double share = share(ALL);
        double allMean = mix(share, mean[ALL], middle);
        double allVariance = mix(share, variance[ALL], width * width);
        double ofKind = share(features.kind());
        double log = mix(ofKind, mean[features.kind()], allMean);
        double sigma = Math.sqrt(mix(ofKind, variance[features.kind()], allVariance));
        double factor = Math.exp(Z95 * sigma);
        double median = Math.exp(log);
        double most = features.mostOutputTokens();
        return new Spread(
                Math.min(median / factor, most),
                Math.min(median, most),
                Math.min(median * factor, most));
    }

    private double share(int kind) {
        return seen[kind] / (seen[kind] + PRIOR_ANSWERS);
    }

    private static double mix(double share, double one, double other) {
        return share * one + (1 - share) * other;
    }

    void save(SavedBytes.Writer to) {
        to.doubles(seen).doubles(mean).doubles(variance);
    }

    static Lengths load(SavedBytes.Reader from) {
        return new Lengths(from.doubles(ALL + 1), from.doubles(ALL + 1), from.doubles(ALL + 1));
    }
}
