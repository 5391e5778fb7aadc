package dev.fogline.backend.llamacpp.binding;

/// A turn of a conversation as templates see it.
///
/// @param role `system`, `user` or `assistant`
/// @param content the text
public record ChatTurn(String role, String content) {}
