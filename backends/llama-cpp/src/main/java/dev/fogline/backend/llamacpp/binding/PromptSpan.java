package dev.fogline.backend.llamacpp.binding;

/// A part of a prompt.
///
/// @param kind whether texts like `<|im_end|>` in it are the model's special tokens
/// @param text may be empty
public record PromptSpan(Kind kind, String text) {

    /// How special tokens are read.
    public enum Kind {
        /// Written by a template: special tokens are meant.
        MARKUP,
        /// Written by a person: special tokens are text like any other, so nobody can end their own
        /// turn.
        TEXT
    }
}
