package dev.fogline.edge.cascade;

import dev.fogline.cost.cascade.TokenStatistics;
import dev.fogline.spi.answer.Usage;
import java.util.List;

/// One model's answer to one question.
///
/// @param grade 1 for a right answer, 0 for a wrong one
/// @param tokens of the answer, in order; empty where nobody asked for probabilities
/// @param usage as the engine counted
/// @param millis it took
record Answered(double grade, List<TokenStatistics> tokens, Usage usage, double millis) {

    Answered {
        tokens = List.copyOf(tokens);
    }
}
