package dev.fogline.cost.cascade;

import dev.fogline.cost.Logistic;
import java.util.Arrays;
import java.util.List;

/// What a draft looks like to a rule: numbers about the probabilities of its tokens.
///
/// The mean log-probability alone favours long answers full of words that go without saying, and
/// the first token is sure of itself in nearly every answer; what tells right from wrong is how
/// unsure the model was where it was least sure (Gupta et al., "Language Model Cascades:
/// Token-Level Uncertainty and Beyond", ICLR 2024, learn from quantiles for the same reason).
///
/// Amounts of many magnitudes are taken as `ln(1 + x)`. In this order:
///
/// ```
///  0      logit of the probability that was expected before the draft
///  1, 2   surprise of the least and the second least probable token     surprise = -ln p
///  3      sum of the surprises
///  4      their mean
///  5 - 7  surprise at the quantiles 0.1, 0.25 and 0.5 of the tokens' probabilities
///  8, 9   the two smallest margins
/// 10      mean margin
/// 11, 12  largest and mean entropy
/// 13      tokens
/// 14, 15  tokens less probable than 0.5, and than 0.9
/// 16      surprise of the first token
/// 17      feature 0 times feature 1
/// ```
final class DraftFeatures {

    static final int COUNT = 18;

    /// Expected probabilities count as no surer than this.
    private static final double SURE = 0.01;

    private static final double HALF = -Math.log(0.5);
    private static final double NEARLY = -Math.log(0.9);

    private DraftFeatures() {}

    /// @param expected probability of a good answer before the draft, in [0, 1]
    /// @param tokens the draft's first ones or all, in order
    /// @param count how many of them to look at, 0 to their number
    /// @return [#COUNT] finite numbers
    static double[] of(double expected, List<TokenStatistics> tokens, int count) {
        double[] features = new double[COUNT];
        features[0] = logit(expected);
        if (count == 0) {
            return features;
        }
        double[] surprises = new double[count];
        double[] margins = new double[count];
        double surpriseSum = 0;
        double marginSum = 0;
        double entropySum = 0;
        double mostEntropy = 0;
        for (int i = 0; i < count; i++) {
            TokenStatistics token = tokens.get(i);
            surprises[i] = -token.logProbability();
            margins[i] = token.margin();
            surpriseSum += surprises[i];
            marginSum += token.margin();
            entropySum += token.entropy();
            mostEntropy = Math.max(mostEntropy, token.entropy());
            features[14] += surprises[i] > HALF ? 1 : 0;
            features[15] += surprises[i] > NEARLY ? 1 : 0;
        }
        features[16] = Math.log1p(surprises[0]);
        Arrays.sort(surprises);
        Arrays.sort(margins);
        features[1] = Math.log1p(surprises[count - 1]);
        features[2] = count > 1 ? Math.log1p(surprises[count - 2]) : 0;
        features[3] = Math.log1p(surpriseSum);
        features[4] = Math.log1p(surpriseSum / count);
        features[5] = Math.log1p(quantile(surprises, 0.9));
        features[6] = Math.log1p(quantile(surprises, 0.75));
        features[7] = Math.log1p(quantile(surprises, 0.5));
        features[8] = Math.log1p(margins[0]);
        features[9] = Math.log1p(margins[Math.min(1, count - 1)]);
        features[10] = Math.log1p(marginSum / count);
        features[11] = Math.log1p(mostEntropy);
        features[12] = Math.log1p(entropySum / count);
        features[13] = Math.log1p(count);
        features[17] = features[0] * features[1];
        return features;
    }

    static double logit(double probability) {
        return Logistic.logit(probability, SURE);
    }

    /// Between the two nearest, in proportion.
    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
