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
import java.util.concurrent.ScheduledExecutorService;

/// Asks one option once, on the calling thread. Every attempt begins and ends in [#attempt], and
/// nowhere else.
final class Attempts implements AutoCloseable {

    private final Catalog catalog;
    private final Breakers breakers;
    private final Ticker ticker;
    private final ScheduledExecutorService timer = Watch.timer("fogline-watch");

    Attempts(Catalog catalog, Breakers breakers, Ticker ticker) {
        this.catalog = catalog;
        this.breakers = breakers;
        this.ticker = ticker;
    }

    /// @throws InterruptedException if the thread was interrupted from outside; nothing runs on
    Attempt attempt(Asking asking) throws InterruptedException {
        Option.Single option = asking.option();
        Optional<Fault> refusal = refusal(option.candidate());
        if (refusal.isPresent()) {
            return new Attempt.Failed(option, refusal.get(), 0, 0);
        }
        long startNanos = ticker.nanos(); // the attempt begins
        boolean told = false;
        try {
            Attempt attempt = run(asking, startNanos);
            tell(option.candidate(), attempt, ticker.nanos() - startNanos);
            told = true;
            return attempt;
        } finally { // the attempt has ended
            if (!told) {
                breakers.released(option.candidate().key());
            }
        }
    }

    /// Watches the calling thread while it waits, for the client alone.
    Watch wait(Task task, Wanted wanted, Duration longest) {
        var patient = new Conduct(longest, longest, Conduct.OnCut.FAIL, Optional.empty());
        return Watch.over(timer, ticker, patient, task.deadlineNanos(), wanted);
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
                : Optional.of(breakers.refusal(candidate));
    }

    private void tell(Candidate candidate, Attempt attempt, long elapsedNanos) {
        switch (attempt) {
            case Attempt.Served served -> breakers.served(candidate.key(), elapsedNanos);
            case Attempt.Failed failed -> {
                breakers.failed(candidate.key(), elapsedNanos, failed.fault());
                breakers.rests().note(candidate.backend(), failed.fault());
            }
            case Attempt.Cancelled cancelled -> breakers.released(candidate.key());
            case Attempt.HandedOver draft -> breakers.released(candidate.key());
        }
    }

    private Attempt run(Asking asking, long startNanos) throws InterruptedException {
        Task task = asking.task();
        Candidate candidate = asking.option().candidate();
        Backend backend = catalog.backend(candidate.backend());
        try (Watch watch =
                Watch.over(timer, ticker, task.conduct(), task.deadlineNanos(), asking.wanted())) {
            var sink = new AttemptSink(asking, watch, ticker, startNanos);
            try {
                Answer answer = backend.generate(asking.request(), candidate.model().name(), sink);
                sink.end();
                return new Attempt.Served(asking.option(), sink.timings(ticker.nanos()), answer);
            } catch (SinkClosedException unwanted) {
                return sink.handedOver()
                        ? handedOver(asking, startNanos)
                        : cancelled(asking, startNanos, sink);
            } catch (InterruptedException interrupted) {
                if (watch.stopped()) {
                    return cancelled(asking, startNanos, sink);
                }
                String limit = watch.expired().orElseThrow(() -> interrupted);
                return failed(
                        asking,
                        Fault.of(FaultKind.TIMEOUT, candidate.key() + ": " + limit),
                        startNanos,
                        sink);
            } catch (BackendException declared) {
                return failed(asking, declared.fault(), startNanos, sink);
            } catch (RuntimeException | LinkageError undeclared) {
                String message =
                        candidate.key() + " threw " + undeclared.getClass().getSimpleName();
                return failed(asking, Fault.of(FaultKind.INTERNAL, message), startNanos, sink);
            }
        }
    }

    private Attempt.Failed failed(Asking asking, Fault fault, long startNanos, AttemptSink sink) {
        return new Attempt.Failed(
                asking.option(), fault, elapsedMillis(startNanos), sink.contentChunks());
    }

    private Attempt.Cancelled cancelled(Asking asking, long startNanos, AttemptSink sink) {
        return new Attempt.Cancelled(
                asking.option(), elapsedMillis(startNanos), sink.contentChunks());
    }

    private Attempt.HandedOver handedOver(Asking asking, long startNanos) {
        HeldDraft draft = asking.draft().orElseThrow();
        return new Attempt.HandedOver(
                asking.option(), draft.quality(), draft.length(), elapsedMillis(startNanos));
    }

    private double elapsedMillis(long startNanos) {
        return (ticker.nanos() - startNanos) / 1e6;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
