package dev.fogline.spi.request;

/// Something a request may need and not every model or backend can do.
public enum Ability {
    /// Answers conversations.
    CHAT,
    /// Continues a plain text.
    COMPLETION,
    /// Calls tools.
    TOOLS,
    /// Writes JSON on demand, with or without a schema.
    JSON,
    /// Follows a grammar in GBNF, llama.cpp's notation.
    GRAMMAR,
    /// Reports token probabilities.
    PROBABILITIES,
    /// Goes on with an answer that somebody else began, character by character.
    CONTINUATION,
    /// Turns texts into vectors; a model may be able to do nothing else.
    EMBEDDINGS
}
