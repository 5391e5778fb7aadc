package dev.fogline.backend.llamacpp.engine;

/// How busy an engine is.
///
/// @param running generations on a slot
/// @param queued generations waiting for one
/// @param open whether new ones are taken at all
public record Load(int running, int queued, boolean open) {}
