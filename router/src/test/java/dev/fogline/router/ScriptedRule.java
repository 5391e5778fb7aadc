package dev.fogline.router;

import dev.fogline.spi.CascadeRule;
import dev.fogline.spi.answer.TokenProbability;
import java.util.List;

/// Decides after so many tokens, or at the end of a shorter draft, always alike.
///
/// @param after tokens
/// @param verdict then
/// @param asked runs whenever it is asked
record ScriptedRule(int after, Verdict verdict, Runnable asked) implements CascadeRule {

    static final double QUALITY = 0.3;

    ScriptedRule(int after, Verdict verdict) {
        this(after, verdict, () -> {});
    }

    @Override
    public Verdict judge(List<TokenProbability> tokens, Stage stage) {
        asked.run();
        return tokens.size() < after && stage == Stage.GROWING ? Verdict.UNDECIDED : verdict;
    }

    @Override
    public double quality(List<TokenProbability> tokens, Stage stage) {
        return QUALITY;
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public double handOver() {
        return 0.25;
    }

    @Override
    public int alternatives() {
        return 5;
    }
}
