package dev.fogline.cost.cascade;

import java.util.List;

/// A draft whose answer was graded.
///
/// @param expected probability of a good answer as it was before the draft, by a model that was not
///   fitted to this prompt, in [0, 1]
/// @param tokens of the whole answer, in order
/// @param grade of the answer, in [0, 1]: 1 for a good one, 0 for a bad one
public record DraftExample(double expected, List<TokenStatistics> tokens, double grade) {

    public DraftExample {
        tokens = List.copyOf(tokens);
        if (!(expected >= 0 && expected <= 1 && grade >= 0 && grade <= 1)) {
            throw new IllegalArgumentException(
                    "expected " + expected + " or grade " + grade + " not in [0, 1]");
        }
    }
}
