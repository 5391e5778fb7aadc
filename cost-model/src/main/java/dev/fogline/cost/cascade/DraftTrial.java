package dev.fogline.cost.cascade;

import dev.fogline.spi.CascadeRule.Stage;
import dev.fogline.spi.CascadeRule.Verdict;
import java.util.List;

/// What would have become of a draft that is known to its end.
///
/// @param verdict kept or handed over
/// @param tokens of the draft when that was decided
/// @param quality probability of a good answer, as it was judged then
public record DraftTrial(Verdict verdict, int tokens, double quality) {

    /// Judges token by token, as a router does.
    ///
    /// @param holdTokens held back at most, ≥ 1
    public static DraftTrial of(
            DraftModel model, DraftExample example, double threshold, int holdTokens) {
        List<TokenStatistics> all = example.tokens();
        for (int count = 1; count <= all.size(); count++) {
            List<TokenStatistics> draft = all.subList(0, count);
            Stage stage = count < holdTokens ? Stage.GROWING : Stage.FULL;
            Verdict verdict = model.judge(example.expected(), draft, stage, threshold);
            if (verdict != Verdict.UNDECIDED) {
                return new DraftTrial(
                        verdict, count, model.quality(example.expected(), draft, stage));
            }
        }
        return new DraftTrial(
                model.judge(example.expected(), all, Stage.ENDED, threshold),
                all.size(),
                model.quality(example.expected(), all, Stage.ENDED));
    }
}
