package dev.fogline.router.fair;

/// Tokens that a request has used.
///
/// @param inputTokens read, ≥ 0
/// @param outputTokens generated, ≥ 0
public record Used(int inputTokens, int outputTokens) {}
