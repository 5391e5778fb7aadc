package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FinishReason;
import java.util.List;

/// How a generation ended, or an embedding.
public sealed interface Ending extends Event {

    /// Properly.
    ///
    /// @param promptTokens of the whole prompt
    /// @param cachedPromptTokens of these, found in the cache, 0 to its length - 1
    /// @param outputTokens generated, those of a stop text included
    record Finished(FinishReason reason, int promptTokens, int cachedPromptTokens, int outputTokens)
            implements Ending {}

    /// Properly, with vectors in place of pieces.
    ///
    /// @param vectors one per text, same order; not changed by anybody
    /// @param tokens of all texts together
    record Embedded(List<float[]> vectors, int tokens) implements Ending {
        public Embedded {
            vectors = List.copyOf(vectors);
        }
    }

    /// By an error.
    record Failed(Fault fault) implements Ending {}

    /// Because nobody wants it any more.
    record Cancelled() implements Ending {}
}
