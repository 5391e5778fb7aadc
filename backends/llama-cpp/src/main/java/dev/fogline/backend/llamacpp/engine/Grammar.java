package dev.fogline.backend.llamacpp.engine;

import java.util.List;

/// What an answer must look like, as llama.cpp's GBNF grammar with the rule `root`.
///
/// @param gbnf the grammar, checked before: small, no deep nesting
/// @param triggers empty: the whole answer follows the grammar; else it is free until one of these
///   texts was generated, and from the beginning of that text on follows the grammar
public record Grammar(String gbnf, List<String> triggers) {

    public Grammar {
        triggers = List.copyOf(triggers);
    }

    /// A grammar for the whole answer.
    public static Grammar whole(String gbnf) {
        return new Grammar(gbnf, List.of());
    }
}
