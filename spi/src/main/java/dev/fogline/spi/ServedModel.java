package dev.fogline.spi;

import dev.fogline.spi.request.Ability;
import java.util.Set;

/// A model as its backend describes it, without prices or any other word of the operator's.
///
/// @param name as in the backend; the client may ask for it
/// @param contextTokens prompt and answer together, ≥ 1; [#UNKNOWN_CONTEXT] if the backend cannot
///   tell
/// @param abilities what it can do
/// @param revision what changes when its weights or their quantisation do, such as a digest; empty
///   if the backend cannot tell
public record ServedModel(String name, int contextTokens, Set<Ability> abilities, String revision) {

    /// Nobody said how large the context is: it is not a reason to refuse.
    public static final int UNKNOWN_CONTEXT = Integer.MAX_VALUE;

    public ServedModel {
        abilities = Set.copyOf(abilities);
        if (name.isBlank() || contextTokens < 1) {
            throw new IllegalArgumentException(
                    "model '" + name + "' with a context of " + contextTokens);
        }
    }

    /// A model of which nobody knows when it changes.
    public ServedModel(String name, int contextTokens, Set<Ability> abilities) {
        this(name, contextTokens, abilities, "");
    }
}
