package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.EmbeddingRequest;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/// Asks the one model that was meant for its vectors; nobody else in its place.
final class Embedder implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Catalog catalog;
    private final Breakers breakers;
    private final Ticker ticker;
    private final ScheduledExecutorService timer = Watch.timer("fogline-embedding-watch");

    Embedder(Catalog catalog, Breakers breakers, Ticker ticker) {
        this.catalog = catalog;
        this.breakers = breakers;
        this.ticker = ticker;
    }

    /// @param wanted whether the vectors still are
    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    EmbeddingOutcome embed(
            EmbeddingRequest request, Candidate candidate, long arrivedNanos, Wanted wanted)
            throws InterruptedException {
        String key = candidate.key();
        if (!breakers.tryAcquire(key)) {
            return failed(breakers.refusal(candidate), candidate);
        }
        long startNanos = ticker.nanos();
        long deadlineNanos = arrivedNanos + request.timeout().toNanos();
        boolean told = false;
        try (Watch watch =
                Watch.over(timer, ticker, untilDeadline(request), () -> deadlineNanos, wanted)) {
            EmbeddingOutcome outcome = run(request, candidate, watch, startNanos);
            tell(key, outcome, ticker.nanos() - startNanos);
            told = true;
            return outcome;
        } finally {
            if (!told) {
                breakers.released(key);
            }
        }
    }

    private void tell(String key, EmbeddingOutcome outcome, long elapsedNanos) {
        switch (outcome) {
            case EmbeddingOutcome.Served served -> breakers.served(key, elapsedNanos);
            case EmbeddingOutcome.Cancelled cancelled -> breakers.released(key);
            case EmbeddingOutcome.Failed failed ->
                    breakers.failed(key, elapsedNanos, failed.fault());
        }
    }

    private EmbeddingOutcome run(
            EmbeddingRequest request, Candidate candidate, Watch watch, long startNanos)
            throws InterruptedException {
        try {
            Embeddings embeddings =
                    catalog.backend(candidate.backend()).embed(request, candidate.model().name());
            return outcome(request, candidate, embeddings, startNanos);
        } catch (InterruptedException interrupted) {
            if (watch.stopped()) {
                return new EmbeddingOutcome.Cancelled(candidate);
            }
            String limit = watch.expired().orElseThrow(() -> interrupted);
            return failed(Fault.of(FaultKind.TIMEOUT, candidate.key() + ": " + limit), candidate);
        } catch (BackendException declared) {
            return failed(declared.fault(), candidate);
        } catch (RuntimeException | LinkageError undeclared) {
            String message = candidate.key() + " threw " + undeclared.getClass().getSimpleName();
            return failed(Fault.of(FaultKind.INTERNAL, message), candidate);
        }
    }

    /// All vectors come at once, so there is neither a first piece nor a stall to wait for.
    private static Conduct untilDeadline(EmbeddingRequest request) {
        return new Conduct(
                request.timeout(), request.timeout(), Conduct.OnCut.FAIL, Optional.empty());
    }

    private EmbeddingOutcome outcome(
            EmbeddingRequest request, Candidate candidate, Embeddings embeddings, long startNanos) {
        int texts = request.texts().size();
        if (embeddings.vectors().size() != texts) {
            return failed(
                    Fault.of(
                            FaultKind.INTERNAL,
                            candidate.key()
                                    + " made "
                                    + embeddings.vectors().size()
                                    + " vectors of "
                                    + texts
                                    + " texts"),
                    candidate);
        }
        return new EmbeddingOutcome.Served(
                candidate, embeddings, (ticker.nanos() - startNanos) / NANOS_PER_MILLI);
    }

    private static EmbeddingOutcome failed(Fault fault, Candidate candidate) {
        return new EmbeddingOutcome.Failed(fault, Optional.of(candidate));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
