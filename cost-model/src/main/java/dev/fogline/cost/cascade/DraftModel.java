package dev.fogline.cost.cascade;

import dev.fogline.cost.Logistic;
import dev.fogline.spi.CascadeRule.Stage;
import dev.fogline.spi.CascadeRule.Verdict;
import java.util.List;

/// How far the drafts of one model, in one quantisation, can be trusted. Immutable; for any number
/// of threads.
///
/// Probabilities of tokens are a matter of the weights as they are run: what was learnt of one
/// quantisation is not right for another.
///
/// @param stages by ascending tokens; the last one is that of the end
/// @param outlook of the end's judgement by what is expected before there is a draft
/// @param spans how much of a draft is written until it is decided about
public record DraftModel(List<DraftStage> stages, Forecast outlook, Spans spans) {

    public DraftModel {
        stages = List.copyOf(stages);
        int before = 0;
        for (DraftStage stage : stages) {
            if (stage.tokens() <= before) {
                throw new IllegalArgumentException(
                        "a stage after " + stage.tokens() + " tokens behind one after " + before);
            }
            before = stage.tokens();
        }
        if (before != DraftStage.END) {
            throw new IllegalArgumentException("no stage for the end of a draft");
        }
    }

    /// How much of a draft is written until it is decided about, as a share of its tokens, in [0,
    /// 1].
    ///
    /// @param handedOver of those that are given up
    /// @param kept of those that are given to the client
    public record Spans(double handedOver, double kept) {
        public Spans {
            if (!(handedOver >= 0 && handedOver <= 1 && kept >= 0 && kept <= 1)) {
                throw new IllegalArgumentException(
                        "spans " + handedOver + " or " + kept + " not in [0, 1]");
            }
        }
    }

    /// Probability that the answer will be good.
    ///
    /// @param expected before the draft, in [0, 1]
    /// @param draft its tokens so far
    public double quality(double expected, List<TokenStatistics> draft, Stage stage) {
        return Logistic.sigmoid(reached(draft, stage).logit(expected, draft));
    }

    /// Keeps a draft whose probability of being good is at least the threshold at its end, gives
    /// others up, and does either sooner where the end would say the same nineteen times in twenty.
    ///
    /// @param threshold in [0, 1]
    public Verdict judge(
            double expected, List<TokenStatistics> draft, Stage stage, double threshold) {
        double wanted = DraftFeatures.logit(threshold);
        DraftStage reached = reached(draft, stage);
        if (stage == Stage.GROWING && draft.size() < reached.tokens()) {
            return Verdict.UNDECIDED; // it has not come to the first stage
        }
        double now = reached.logit(expected, draft);
        if (stage != Stage.GROWING) {
            return now >= wanted ? Verdict.KEEP : Verdict.HAND_OVER;
        }
        return reached.forecast().surelyBelow(now, wanted)
                ? Verdict.HAND_OVER
                : reached.forecast().surelyAbove(now, wanted) ? Verdict.KEEP : Verdict.UNDECIDED;
    }

    /// The last stage that a draft has come to; the first one if it has come to none.
    private DraftStage reached(List<TokenStatistics> draft, Stage stage) {
        DraftStage reached = stages.getFirst();
        for (DraftStage later : stages) {
            boolean fits =
                    later.tokens() == DraftStage.END
                            ? stage == Stage.ENDED
                            : later.tokens() <= draft.size() && stage != Stage.ENDED;
            reached = fits ? later : reached;
        }
        return reached;
    }

    /// What will become of a draft at a threshold, before there is one.
    ///
    /// @param expected probability of a good answer, in [0, 1]
    /// @param threshold in [0, 1]
    public Prospect prospect(double expected, double threshold) {
        double now = DraftFeatures.logit(expected);
        double wanted = DraftFeatures.logit(threshold);
        int cases = outlook.residuals().size();
        int kept = 0;
        double good = 0;
        for (int i = 0; i < cases; i++) {
            double end = outlook.end(now, i);
            if (end >= wanted) {
                kept++;
                good += Logistic.sigmoid(end);
            }
        }
        return new Prospect((double) (cases - kept) / cases, kept == 0 ? 0 : good / kept);
    }

    /// @param handOver probability that the draft is given up, in [0, 1]
    /// @param keptQuality probability that a draft which is kept is good, in [0, 1]; 0 if none is
    ///   kept
    public record Prospect(double handOver, double keptQuality) {}
}
