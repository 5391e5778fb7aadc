package dev.fogline.edge.learn;

/// What a model answered, and what that took.
///
/// @param text of the answer
/// @param firstTokenMillis to its first piece, ≥ 0
/// @param totalMillis to its end, ≥ 0
/// @param costUsd by the prices given, ≥ 0
record Reply(String text, double firstTokenMillis, double totalMillis, double costUsd) {}
