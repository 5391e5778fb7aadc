package dev.fogline.cost.cascade;

import java.util.List;

/// What is made of a draft after so many tokens: the probability that its answer will be good, and
/// what will probably be said of it at its end.
///
/// ```
/// probability = sigmoid(bias + sum of weights * features)
/// ```
///
/// @param tokens that are looked at, ≥ 1; [#END] for all
/// @param weights one per feature of a draft and, last, the bias; finite
/// @param forecast of the end's judgement by this one's
public record DraftStage(int tokens, List<Double> weights, Forecast forecast) {

    /// The draft has ended.
    public static final int END = Integer.MAX_VALUE;

    public DraftStage {
        weights = List.copyOf(weights);
        if (tokens < 1
                || weights.size() != DraftFeatures.COUNT + 1
                || !weights.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "a stage after "
                            + tokens
                            + " tokens with "
                            + weights.size()
                            + " weights, of which "
                            + (DraftFeatures.COUNT + 1)
                            + " finite ones are wanted");
        }
    }

    /// Logit of the probability that the answer will be good.
    ///
    /// @param expected before the draft, in [0, 1]
    /// @param draft as many tokens as this stage looks at, or more
    double logit(double expected, List<TokenStatistics> draft) {
        double[] features = DraftFeatures.of(expected, draft, Math.min(tokens, draft.size()));
        double sum = weights.get(features.length);
        for (int i = 0; i < features.length; i++) {
            sum += weights.get(i) * features[i];
        }
        return sum;
    }
}
