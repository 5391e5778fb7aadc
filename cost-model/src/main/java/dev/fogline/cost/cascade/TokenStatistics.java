package dev.fogline.cost.cascade;

import dev.fogline.spi.answer.TokenProbability;
import java.util.List;

/// How sure a model was of one token, in nats.
///
/// @param logProbability of the token that was chosen, ≤ 0
/// @param margin by how much the most probable token is more probable than the second, as a
///   difference of log-probabilities, in [0, [#MOST]]; 0 where both are equal
/// @param entropy of the distribution, ≥ 0; 0 where one token is certain
public record TokenStatistics(double logProbability, double margin, double entropy) {

    /// How many of the most probable tokens a backend is asked for. With five the entropy is that
    /// of the whole distribution but for a rest that counts as one token.
    public static final int ALTERNATIVES = 5;

    /// Beyond this, probabilities differ in nothing that floats can tell.
    public static final double MOST = 30;

    public TokenStatistics {
        if (!(logProbability <= 0 && margin >= 0 && entropy >= 0)) {
            throw new IllegalArgumentException(
                    "logProbability "
                            + logProbability
                            + " above 0, or margin "
                            + margin
                            + " or entropy "
                            + entropy
                            + " below 0");
        }
    }

    /// Of a token with its alternatives; those beyond [#ALTERNATIVES] do not count, so that it does
    /// not matter who asked for more. Without any, the chosen token stands for the most probable
    /// one, and the rest for the second.
    public static TokenStatistics of(TokenProbability token) {
        List<TokenProbability> named = token.alternatives();
        double chosen = Math.clamp(token.logProbability(), -MOST, 0);
        double first = named.isEmpty() ? chosen : named.getFirst().logProbability();
        double rest = 1;
        double entropy = 0;
        for (int i = 0; i < Math.max(1, Math.min(ALTERNATIVES, named.size())); i++) {
            double log = named.isEmpty() ? chosen : Math.max(-MOST, named.get(i).logProbability());
            rest -= Math.exp(log);
            entropy -= log * Math.exp(log);
        }
        double left = Math.max(rest, Math.exp(-MOST));
        double second = named.size() > 1 ? named.get(1).logProbability() : Math.log(left);
        return new TokenStatistics(
                chosen,
                Math.clamp(first - second, 0, MOST),
                Math.max(0, entropy - left * Math.log(left)));
    }
}
