package dev.fogline.cost.cascade;

import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.Option;
import java.util.List;

/// What is known of the drafts of some models. Immutable.
///
/// @param learnt in no order; at most one per model and revision
public record DraftModels(List<LearntDrafts> learnt) {

    /// Nothing was learnt: there are no cascades.
    public static final DraftModels NONE = new DraftModels(List.of());

    public DraftModels {
        learnt = List.copyOf(learnt);
    }

    /// The cascades from one candidate to another, with what each would take.
    ///
    /// @return by ascending threshold; empty if nothing is known of the draft's model in its
    ///   revision
    public List<Option.Cascade> cascades(Option.Single draft, Option.Single next, int holdTokens) {
        ModelProfile profile = draft.candidate().model();
        for (LearntDrafts one : learnt) { // no stream: mostly empty, and asked for every request
            if (one.holdFor(profile)) {
                return CascadeOptions.of(one.fit(), draft, next, holdTokens);
            }
        }
        return List.of();
    }
}
