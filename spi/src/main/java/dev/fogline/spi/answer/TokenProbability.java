package dev.fogline.spi.answer;

import java.util.List;

/// A generated token with the probability the model gave it at temperature 1, before any sampling
/// rule.
///
/// @param token its text; for a token that is part of a character, the replacement character
/// @param logProbability natural logarithm, ≤ 0
/// @param alternatives the most probable tokens at this place, most probable first, each without
///   alternatives of its own
public record TokenProbability(
        String token, double logProbability, List<TokenProbability> alternatives) {

    public TokenProbability {
        alternatives = List.copyOf(alternatives);
    }

    /// The same with so many alternatives at most.
    ///
    /// @param most ≥ 0
    public TokenProbability reporting(int most) {
        return alternatives.size() <= most
                ? this
                : new TokenProbability(token, logProbability, alternatives.subList(0, most));
    }
}
