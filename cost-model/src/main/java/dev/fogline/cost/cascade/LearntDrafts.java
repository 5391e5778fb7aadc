package dev.fogline.cost.cascade;

import dev.fogline.spi.ModelProfile;

/// How far the drafts of one model can be trusted.
///
/// @param model the name it is served under
/// @param revision of the weights that were run, never empty: probabilities of another quantisation
///   mean something else
/// @param fit what was learnt
public record LearntDrafts(String model, String revision, DraftModel fit) {

    public LearntDrafts {
        if (model.isBlank() || revision.isBlank()) {
            throw new IllegalArgumentException(
                    "drafts of model '" + model + "' in revision '" + revision + "'");
        }
    }

    /// Whether it was learnt of these very weights.
    boolean holdFor(ModelProfile profile) {
        return model.equals(profile.name()) && revision.equals(profile.revision());
    }
}
