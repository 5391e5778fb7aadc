package dev.fogline.backend.llamacpp.engine;

/// What an engine takes memory for.
public enum Use {
    /// Going on with texts.
    GENERATION,
    /// Turning texts into vectors.
    EMBEDDINGS
}
