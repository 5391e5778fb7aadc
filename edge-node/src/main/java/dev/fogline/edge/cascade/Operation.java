package dev.fogline.edge.cascade;

import dev.fogline.cost.cascade.DraftModel;
import dev.fogline.cost.cascade.DraftTrial;
import dev.fogline.spi.CascadeRule.Verdict;
import java.util.List;

/// What a way of routing comes to at one threshold, which was fixed before.
///
/// @param way `edge`, `cloud`, `prompt` or `cascade`
/// @param threshold by how much the cloud has to be better, in probability, to be asked
/// @param accuracy share of right answers, in [0, 1]
/// @param cloudShare of questions that the cloud answered, in [0, 1]
/// @param edgeSeconds that the edge worked, all questions together
/// @param extraEdgeSeconds of these, for drafts that were given up
/// @param draftedShare tokens of drafts that were given up, as a share of the whole answers
/// @param heldShare tokens that were held back of drafts that were kept, as a share of the answers
record Operation(
        String way,
        double threshold,
        double accuracy,
        double cloudShare,
        double edgeSeconds,
        double extraEdgeSeconds,
        double draftedShare,
        double heldShare) {

    private static final double MILLIS_PER_SECOND = 1e3;

    /// By the prompt alone. A threshold of -1 asks the cloud only, one of 1 the edge only.
    static Operation byPrompt(String way, List<Judged> judged, double threshold) {
        double right = 0;
        double cloud = 0;
        double edgeMillis = 0;
        for (Judged one : judged) {
            boolean asksCloud = one.cloud() - one.edge() > threshold;
            right += asksCloud ? one.strong() : one.weak();
            cloud += asksCloud ? 1 : 0;
            edgeMillis += asksCloud ? 0 : one.examined().edge().millis();
        }
        int count = judged.size();
        return new Operation(
                way,
                threshold,
                right / count,
                cloud / count,
                edgeMillis / MILLIS_PER_SECOND,
                0,
                0,
                0);
    }

    /// By a draft that is judged while it grows, as a node does it.
    ///
    /// @param holdTokens held back at most
    static Operation cascade(
            List<Judged> judged, DraftModel drafts, double threshold, int holdTokens) {
        double right = 0;
        int handedOver = 0;
        double edgeMillis = 0;
        double extraMillis = 0;
        double drafted = 0;
        double held = 0;
        for (Judged one : judged) {
            double wanted = Math.clamp(one.cloud() - threshold, 0, 1);
            DraftTrial trial = DraftTrial.of(drafts, one.example(), wanted, holdTokens);
            int tokens = one.examined().edge().tokens().size();
            double share = (double) trial.tokens() / Math.max(1, tokens);
            double millis = one.examined().edge().millis();
            if (trial.verdict() == Verdict.HAND_OVER) {
                right += one.strong();
                handedOver++;
                drafted += share;
                extraMillis += share * millis;
                edgeMillis += share * millis;
            } else {
                right += one.weak();
                held += share;
                edgeMillis += millis;
            }
        }
        int count = judged.size();
        return new Operation(
                "cascade",
                threshold,
                right / count,
                (double) handedOver / count,
                edgeMillis / MILLIS_PER_SECOND,
                extraMillis / MILLIS_PER_SECOND,
                handedOver == 0 ? 0 : drafted / handedOver,
                handedOver == count ? 0 : held / (count - handedOver));
    }
}
