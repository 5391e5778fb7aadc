package dev.fogline.spi;

import dev.fogline.spi.answer.FaultKind;

/// Why a candidate was ruled out.
///
/// @param constraint the name of the constraint that objects
/// @param kind what the client is told if no candidate is left
/// @param reason one sentence with the figures in it
public record Objection(String constraint, FaultKind kind, String reason) {}
