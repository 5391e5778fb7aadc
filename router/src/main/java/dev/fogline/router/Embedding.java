package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.request.EmbeddingRequest;
import java.util.Optional;

/// Carries out requests for vectors: chooses the one model that is meant, waits with the others at
/// the gate, asks.
///
/// @param choice of the model
/// @param gate that lets requests through, where tenants share this node
/// @param embedder that asks
record Embedding(EmbeddingChoice choice, Optional<Gate> gate, Embedder embedder)
        implements AutoCloseable {

    private static final Extraction EXTRACTION = new Extraction();

    /// @param snapshot the world of this one request
    /// @param allowance of the request's tenant
    /// @param wanted whether the vectors still are
    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    EmbeddingOutcome of(
            EmbeddingRequest request,
            Snapshot snapshot,
            Allowance allowance,
            long arrivedNanos,
            Wanted wanted)
            throws InterruptedException {
        EmbeddingChoice here =
                choice.and(allowance).given(snapshot.availability()).among(snapshot.balancing());
        return switch (here.of(
                request, EXTRACTION.of(request), snapshot.candidates(), arrivedNanos)) {
            case EmbeddingChoice.One(Candidate candidate) ->
                    gate.isEmpty()
                            ? embedder.embed(request, candidate, arrivedNanos, wanted)
                            : through(gate.get(), request, candidate, arrivedNanos, wanted);
            case EmbeddingChoice.None(Fault fault) ->
                    new EmbeddingOutcome.Failed(fault, Optional.empty());
        };
    }

    private EmbeddingOutcome through(
            Gate gate,
            EmbeddingRequest request,
            Candidate candidate,
            long arrivedNanos,
            Wanted wanted)
            throws InterruptedException {
        return switch (gate.pass(guest(request, arrivedNanos), wanted)) {
            case Gate.Passage.Refused(Fault fault) ->
                    new EmbeddingOutcome.Failed(fault, Optional.empty());
            case Gate.Passage.Left left -> new EmbeddingOutcome.Cancelled(candidate);
            case Gate.Passage.Open(Turn turn, boolean _) -> {
                turn.seated();
                try {
                    yield embedder.embed(request, candidate, arrivedNanos, wanted);
                } finally {
                    turn.end();
                }
            }
        };
    }

    private static Gate.Guest guest(EmbeddingRequest request, long arrivedNanos) {
        return new Gate.Guest(
                request.tenant(),
                Extraction.expected(request).promptTokens(),
                0,
                0,
                arrivedNanos + request.timeout().toNanos(),
                0);
    }

    @Override
    public void close() {
        embedder.close();
    }
}
