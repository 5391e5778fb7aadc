package dev.fogline.spi.answer;

import java.util.List;

/// The vectors of some texts.
///
/// @param vectors one entry per text, same order as the texts; all as long as the model's space has
///   dimensions, most models' of length 1. They are not changed by anybody
/// @param usage tokens of all texts together; there is no output
/// @param servedModel the model's name as the one who served it states it
public record Embeddings(List<float[]> vectors, Usage usage, String servedModel) {

    public Embeddings {
        vectors = List.copyOf(vectors);
        if (vectors.isEmpty()) {
            throw new IllegalArgumentException("vectors must not be empty");
        }
        int dimensions = vectors.getFirst().length;
        if (dimensions < 1 || vectors.stream().anyMatch(vector -> vector.length != dimensions)) {
            throw new IllegalArgumentException(
                    "vectors of "
                            + vectors.stream().map(vector -> vector.length).distinct().toList()
                            + " dimensions, which is not one number above 0");
        }
    }

    /// Of the model's space, ≥ 1.
    public int dimensions() {
        return vectors.getFirst().length;
    }
}
