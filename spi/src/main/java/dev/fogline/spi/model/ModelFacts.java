package dev.fogline.spi.model;

import dev.fogline.spi.request.Ability;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a model file says of itself.
///
/// @param architecture such as `llama` or `qwen3`
/// @param name as its maker named it
/// @param weights what is in it
/// @param contextTokens it was trained on; empty if it does not say
/// @param licence as its maker wrote it, such as `apache-2.0`; empty if it does not say
/// @param abilities what it is made for, as far as the file tells
public record ModelFacts(
        String architecture,
        String name,
        Weights weights,
        OptionalInt contextTokens,
        Optional<String> licence,
        Set<Ability> abilities) {

    public ModelFacts {
        abilities = Set.copyOf(abilities);
    }

    /// The weights of a file.
    ///
    /// @param count of them, ≥ 0
    /// @param quantisation the type that most of them have, such as `Q8_0`
    /// @param fileBytes the whole file
    /// @param tokenBytes that are read to generate one token of one answer, ≥ 0: all of them but
    ///   the experts and embeddings of other tokens
    /// @param promptWeights that one token of a prompt is multiplied with, ≥ 0: the same without
    ///   the output matrix, which only the last token needs
    public record Weights(
            long count, String quantisation, long fileBytes, long tokenBytes, long promptWeights) {

        public Weights {
            if (count < 0 || fileBytes < 0 || tokenBytes < 0 || promptWeights < 0) {
                throw new IllegalArgumentException(
                        "count "
                                + count
                                + ", fileBytes "
                                + fileBytes
                                + ", tokenBytes "
                                + tokenBytes
                                + ", promptWeights "
                                + promptWeights);
            }
        }
    }
}
