package dev.fogline.cost;

/// The work of a request, known or expected.
///
/// @param prompt tokens read, cached ones included, ≥ 0
/// @param cached of these, taken from a prefix cache, in [0, prompt]
/// @param output tokens generated, ≥ 0
record Tokens(double prompt, double cached, double output) {

    double uncached() {
        return prompt - cached;
    }

    /// Tokens that come after the first.
    double following() {
        return Math.max(0, output - 1);
    }

    /// What lies in the key-value cache in the middle of the answer.
    double context() {
        return prompt + following() / 2;
    }

    Tokens withOutput(double tokens) {
        return new Tokens(prompt, cached, tokens);
    }
}
