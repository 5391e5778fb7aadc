package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The cascades that come into question for a request: pairs of candidates that answer at once, of
/// which the estimator knows how far the first one's drafts can be trusted. Pure.
///
/// Only for plain conversations: a draft of a tool call or of a form is another kind of text than
/// rules are learnt from.
final class Cascades {

    /// Candidates that may draft, and that may follow a draft: the first of the policy's order.
    /// Each pair costs some microseconds, and who is far down would not be chosen.
    private static final int MOST = 3;

    private static final Set<Ability> PLAIN = EnumSet.of(Ability.CHAT, Ability.PROBABILITIES);

    private Cascades() {}

    /// @param order of the policy, best first
    static List<Option.Cascade> of(
            Features features, List<Option> order, Estimator estimator, int holdTokens) {
        if (!PLAIN.containsAll(features.needs())) {
            return List.of();
        }
        var drafts = new ArrayList<Option.Single>();
        var nexts = new ArrayList<Option.Single>();
        for (Option option : order) { // no stream: asked for every request
            if (option instanceof Option.Single single && mayAnswer(features, single.candidate())) {
                if (nexts.size() < MOST) {
                    nexts.add(single);
                }
                if (drafts.size() < MOST && mayDraft(single.candidate())) {
                    drafts.add(single);
                }
            }
        }
        var cascades = new ArrayList<Option.Cascade>();
        for (Option.Single draft : drafts) {
            for (Option.Single next : nexts) {
                if (!key(next).equals(key(draft))) {
                    cascades.addAll(estimator.cascades(features, draft, next, holdTokens));
                }
            }
        }
        return cascades;
    }

    private static boolean mayDraft(Candidate candidate) {
        return candidate.model().abilities().contains(Ability.PROBABILITIES);
    }

    private static String key(Option.Single single) {
        return single.candidate().key();
    }

    /// Whoever has to be loaded first is no help at once. The constraints saw to it that a private
    /// request has no candidate elsewhere; a cascade does not rely on it.
    private static boolean mayAnswer(Features features, Candidate candidate) {
        boolean seen =
                features.dataClass() != DataClass.PRIVATE
                        || candidate.model().tier() == Tier.DEVICE;
        return seen && candidate.node().readiness() == Readiness.READY;
    }
}
