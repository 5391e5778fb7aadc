package dev.fogline.backend.llamacpp.engine;

/// What an engine turned out to be, once its model was loaded.
///
/// @param slotTokens prompt and answer of one slot, ≥ 1
/// @param slots generations at the same time, ≥ 1
/// @param vocabularySize tokens there are
/// @param loadMillis it took to load the model and take the memory
public record Profile(int slotTokens, int slots, int vocabularySize, double loadMillis) {}
