package dev.fogline.backend.llamacpp.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a template can show of a conversation, and how it wants to be given it.
///
/// @param traits that it has
record TemplateTraits(Set<Trait> traits) {

    enum Trait {
        /// Shows what a system message says.
        SYSTEM,
        /// Wants contents as a list of parts.
        CONTENT_IN_PARTS,
        /// Shows the tools that are offered.
        TOOLS,
        /// Shows the calls of an assistant turn.
        TOOL_CALLS,
        /// Wants the arguments of calls as the text they were written in, not as an object.
        ARGUMENTS_AS_TEXT
    }

    TemplateTraits {
        traits = Set.copyOf(traits);
    }

    TemplateTraits without(Trait... others) {
        var fewer = new HashSet<>(traits);
        List.of(others).forEach(fewer::remove);
        return new TemplateTraits(fewer);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
