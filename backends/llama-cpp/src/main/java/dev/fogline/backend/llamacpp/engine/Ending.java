package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FinishReason;

/// How a generation ended.
public sealed interface Ending extends Event {

    /// Properly.
    ///
    /// @param promptTokens of the whole prompt
    /// @param cachedPromptTokens of these, found in the cache, 0 to its length - 1
    /// @param outputTokens generated, those of a stop text included
    record Finished(FinishReason reason, int promptTokens, int cachedPromptTokens, int outputTokens)
            implements Ending {}

    /// By an error.
    record Failed(Fault fault) implements Ending {}

    /// Because nobody wants it any more.
    record Cancelled() implements Ending {}
}
