package dev.fogline.backend.llamacpp.grammar;

/// A step of a rule.
sealed interface Part {

    /// One character of a set.
    record One(CodePoints set) implements Part {}

    /// What another rule says.
    record Call(Rule rule) implements Part {}

    /// What another rule says, again and again.
    ///
    /// @param max [#UNBOUNDED] for any number
    record Repeat(Rule rule, int min, int max) implements Part {
        static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    /// One token, whatever its text: llama.cpp's `<text>` and `<[number]>`.
    ///
    /// @param spelled as in the grammar, with its brackets
    record Named(String spelled) implements Part {}

    /// Any token but one: `!<text>` and `!<[number]>`.
    record NotNamed(String spelled) implements Part {}
}
