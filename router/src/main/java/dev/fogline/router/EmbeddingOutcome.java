package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.Fault;
import java.util.Optional;

/// What became of a request for vectors.
public sealed interface EmbeddingOutcome {

    /// Every text has its vector.
    ///
    /// @param candidate who was asked
    /// @param embeddings in the order of the texts
    /// @param totalMillis it took, ≥ 0
    record Served(Candidate candidate, Embeddings embeddings, double totalMillis)
            implements EmbeddingOutcome {}

    /// The client has gone.
    ///
    /// @param asked who was asked
    record Cancelled(Candidate asked) implements EmbeddingOutcome {}

    /// No text has one.
    ///
    /// @param fault why
    /// @param asked who failed; empty if nobody was asked
    record Failed(Fault fault, Optional<Candidate> asked) implements EmbeddingOutcome {}
}
