package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.Map;

/// A prompt and how good some models answered it.
///
/// @param terms of the prompt
/// @param grades by model name, in [0, 1]: 1 for a good answer, 0 for a bad one; a model that was
///   not asked is absent
public record Graded(Terms terms, Map<String, Double> grades) {

    public Graded {
        grades = Map.copyOf(grades);
        grades.forEach(
                (model, grade) -> {
                    if (!(grade >= 0 && grade <= 1)) {
                        throw new IllegalArgumentException(
                                "grade " + grade + " of " + model + " not in [0, 1]");
                    }
                });
    }
}
