package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Option;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Asks one option once, on the calling thread. Every attempt begins and ends in [#attempt], and
/// nowhere else.
final class Attempts implements AutoCloseable {

    private final Catalog catalog;
    private final Breakers breakers;
    private final Ticker ticker;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fogline-watch").daemon().factory());

    Attempts(Catalog catalog, Breakers breakers, Ticker ticker) {
        this.catalog = catalog;
        this.breakers = breakers;
        this.ticker = ticker;
    }

    /// @throws InterruptedException if the thread was interrupted from outside; nothing runs on
    /// @throws SinkClosedException if the client is gone; nothing runs on
    Attempt attempt(Task task, Option.Single option) throws InterruptedException {
        Optional<Fault> refusal = refusal(option.candidate());
        if (refusal.isPresent()) {
            return new Attempt.Failed(option, refusal.get(), 0, 0);
        }
        String key = option.candidate().key();
        long startNanos = ticker.nanos(); // the attempt begins
        boolean told = false;
        try {
            Attempt attempt = run(task, option, startNanos);
            tell(option.candidate(), attempt, ticker.nanos() - startNanos);
            told = true;
            return attempt;
        } finally { // the attempt has ended
            if (!told) {
                breakers.released(key);
            }
        }
    }

    /// Why a backend is not asked at all; if it is, a permission of its breaker was taken.
    private Optional<Fault> refusal(Candidate candidate) {
        Duration rest = breakers.rests().left(candidate.backend());
        if (rest.isPositive()) {
            return Optional.of(
                    new Fault(
                            FaultKind.OVERLOADED,
                            candidate.backend() + " asked to be left alone",
                            Optional.of(rest)));
        }
        return breakers.tryAcquire(candidate.key())
                ? Optional.empty()
                : Optional.of(
                        Fault.of(FaultKind.UNAVAILABLE, candidate.key() + " has failed too often"));
    }

    private void tell(Candidate candidate, Attempt attempt, long elapsedNanos) {
        switch (attempt) {
            case Attempt.Served served -> breakers.served(candidate.key(), elapsedNanos);
            case Attempt.Failed failed -> {
                breakers.failed(candidate.key(), elapsedNanos, failed.fault());
                breakers.rests().note(candidate.backend(), failed.fault());
            }
        }
    }

    private Attempt run(Task task, Option.Single option, long startNanos)
            throws InterruptedException {
        Candidate candidate = option.candidate();
        Backend backend = catalog.backend(candidate.backend());
        try (Watch watch = Watch.over(timer, ticker, task.conduct(), task.deadlineNanos())) {
            var sink = new AttemptSink(option, task.client(), watch, ticker, startNanos);
            try {
                Answer answer = backend.generate(task.request(), candidate.model().name(), sink);
                sink.end();
                return new Attempt.Served(option, sink.timings(ticker.nanos()), answer);
            } catch (SinkClosedException gone) {
                throw gone;
            } catch (InterruptedException interrupted) {
                String limit = watch.expired().orElseThrow(() -> interrupted);
                return failed(
                        option,
                        Fault.of(FaultKind.TIMEOUT, candidate.key() + ": " + limit),
                        startNanos,
                        sink);
            } catch (BackendException declared) {
                return failed(option, declared.fault(), startNanos, sink);
            } catch (RuntimeException | LinkageError undeclared) {
                String message =
                        candidate.key() + " threw " + undeclared.getClass().getSimpleName();
                return failed(option, Fault.of(FaultKind.INTERNAL, message), startNanos, sink);
            }
        }
    }

    private Attempt.Failed failed(
            Option.Single option, Fault fault, long startNanos, AttemptSink sink) {
        return new Attempt.Failed(
                option, fault, (ticker.nanos() - startNanos) / 1e6, sink.contentChunks());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
