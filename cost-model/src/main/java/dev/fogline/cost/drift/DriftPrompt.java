package dev.fogline.cost.drift;

import dev.fogline.spi.request.Terms;

/// A prompt of a stream, with what the answers of two models are worth.
///
/// @param topic it belongs to
/// @param weak grade of the weak model's answer, in [0, 1]
/// @param strong grade of the strong model's answer, in [0, 1]
/// @param weakExpected what that grade is on average, in [0, 1]
/// @param strongExpected the same of the strong model
public record DriftPrompt(
        Terms terms,
        String topic,
        double weak,
        double strong,
        double weakExpected,
        double strongExpected) {

    /// The same where the two models have changed places.
    public DriftPrompt swapped() {
        return new DriftPrompt(terms, topic, strong, weak, strongExpected, weakExpected);
    }

    /// How much better the strong model's answer is on average.
    public double gain() {
        return strongExpected - weakExpected;
    }
}
