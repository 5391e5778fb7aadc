package dev.fogline.backend.llamacpp.engine;

/// How an engine works.
///
/// @param contextTokens prompt and answer of one generation together, ≥ 1; memory is taken for `slots` of them
/// @param slots generations decoded at the same time, 1 to 256
/// @param batchTokens tokens of one step at most, ≥ slots: bounds how long a new prompt delays the others
/// @param threads that compute, ≥ 1
/// @param queue generations that may wait for a slot, ≥ 0; more are refused
public record EngineOptions(int contextTokens, int slots, int batchTokens, int threads, int queue) {}
