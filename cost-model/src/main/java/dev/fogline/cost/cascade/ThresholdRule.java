package dev.fogline.cost.cascade;

import dev.fogline.spi.CascadeRule;
import dev.fogline.spi.answer.TokenProbability;
import java.util.List;

/// Hands drafts of one request over whose probability of being good is below a threshold.
///
/// @param model what is known of the draft's model
/// @param expected probability of a good answer before the draft, in [0, 1]
/// @param threshold in [0, 1]
/// @param handOver how probable that is, before the draft, in [0, 1]
record ThresholdRule(DraftModel model, double expected, double threshold, double handOver)
        implements CascadeRule {

    @Override
    public Verdict judge(List<TokenProbability> tokens, Stage stage) {
        return model.judge(expected, statistics(tokens), stage, threshold);
    }

    @Override
    public double quality(List<TokenProbability> tokens, Stage stage) {
        return model.quality(expected, statistics(tokens), stage);
    }

    @Override
    public int alternatives() {
        return TokenStatistics.ALTERNATIVES;
    }

    private static List<TokenStatistics> statistics(List<TokenProbability> tokens) {
        return tokens.stream().map(TokenStatistics::of).toList();
    }
}
