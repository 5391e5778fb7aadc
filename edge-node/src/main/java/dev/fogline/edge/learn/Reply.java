package dev.fogline.edge.learn;

import dev.fogline.cost.cascade.TokenStatistics;
import java.util.List;

/// What a model answered, and what that took.
///
/// @param text of the answer
/// @param firstTokenMillis to its first piece, ≥ 0
/// @param totalMillis to its end, ≥ 0
/// @param costUsd by the prices given, ≥ 0
/// @param tokens how sure the model was of each, in order; empty if it was not asked
record Reply(
        String text,
        double firstTokenMillis,
        double totalMillis,
        double costUsd,
        List<TokenStatistics> tokens) {

    Reply {
        tokens = List.copyOf(tokens);
    }
}
