package dev.fogline.cost.quality;

import dev.fogline.spi.ModelProfile;

/// Which weights answer: what was learnt of a model holds for these alone. Another file,
/// quantisation or version under the same name is another model, and begins anew.
///
/// @param name of the model
/// @param revision of its weights; empty if nobody knows
public record ModelIdentity(String name, String revision) {

    /// Nobody knows of which revision.
    public static ModelIdentity named(String name) {
        return new ModelIdentity(name, "");
    }

    /// As a candidate has it.
    public static ModelIdentity of(ModelProfile profile) {
        return new ModelIdentity(profile.name(), profile.revision());
    }

    /// Whether both revisions are known and differ.
    boolean differs(String other) {
        return !revision.isEmpty() && !other.isEmpty() && !revision.equals(other);
    }
}
