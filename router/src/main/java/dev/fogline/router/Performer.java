package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import dev.fogline.spi.request.InferenceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// Carries a decision out: asks one option after the other until one answers. The only stage with
/// effects.
///
/// A failure before the first content is repaired by the next option; after it, and where another
/// answer would be wrong, it ends the request.
final class Performer implements AutoCloseable {

    private final Catalog catalog;
    private final Breakers breakers;
    private final Limits limits;
    private final Ticker ticker;
    private final ScheduledExecutorService timer = timer();

    Performer(Catalog catalog, Breakers breakers, Limits limits, Ticker ticker) {
        this.catalog = catalog;
        this.breakers = breakers;
        this.limits = limits;
        this.ticker = ticker;
    }

    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    Outcome perform(
            InferenceRequest request, Decision decision, long arrivedNanos, ClientSink client)
            throws InterruptedException {
        return switch (decision) {
            case Decision.Refuse refuse -> new Outcome.Failed(refuse.fault(), List.of());
            case Decision.Route route ->
                    perform(
                            request,
                            route.order(),
                            arrivedNanos + request.timeout().toNanos(),
                            client);
        };
    }

    private Outcome perform(
            InferenceRequest request, List<Option> order, long deadlineNanos, ClientSink client)
            throws InterruptedException {
        var attempts = new ArrayList<Attempt>();
        for (Option option : order.subList(0, Math.min(order.size(), limits.maxAttempts()))) {
            if (ticker.nanos() - deadlineNanos >= 0) {
                break;
            }
            try {
                Attempt attempt = attempt(request, (Option.Single) option, deadlineNanos, client);
                attempts.add(attempt);
                if (attempt instanceof Attempt.Served served) {
                    return new Outcome.Completed(served, attempts);
                }
            } catch (SinkClosedException gone) {
                return new Outcome.Cancelled(attempts);
            }
            if (attempts.getLast() instanceof Attempt.Failed failed && isFinal(failed)) {
                return new Outcome.Failed(failed.fault(), attempts);
            }
        }
        return new Outcome.Failed(firstFault(attempts), attempts);
    }

    private static boolean isFinal(Attempt.Failed failed) {
        return failed.chunksSent() > 0 || !failed.fault().kind().repairableElsewhere();
    }

    /// The client is shown the first fault: it belongs to the option that was meant to answer.
    private static Fault firstFault(List<Attempt> attempts) {
        return attempts.stream()
                .filter(Attempt.Failed.class::isInstance)
                .map(attempt -> ((Attempt.Failed) attempt).fault())
                .findFirst()
                .orElse(Fault.of(FaultKind.TIMEOUT, "the request's deadline has passed"));
    }

    private Attempt attempt(
            InferenceRequest request, Option.Single option, long deadlineNanos, ClientSink client)
            throws InterruptedException {
        String key = option.candidate().key();
        if (!breakers.tryAcquire(key)) {
            return new Attempt.Failed(
                    option, Fault.of(FaultKind.UNAVAILABLE, key + " has failed too often"), 0, 0);
        }
        long startNanos = ticker.nanos();
        boolean told = false;
        try {
            Attempt attempt = run(request, option, startNanos, deadlineNanos, client);
            tell(key, attempt, ticker.nanos() - startNanos);
            told = true;
            return attempt;
        } finally {
            if (!told) {
                breakers.released(key);
            }
        }
    }

    private void tell(String key, Attempt attempt, long elapsedNanos) {
        switch (attempt) {
            case Attempt.Served served -> breakers.served(key, elapsedNanos);
            case Attempt.Failed failed -> breakers.failed(key, elapsedNanos, failed.fault());
        }
    }

    private Attempt run(
            InferenceRequest request,
            Option.Single option,
            long startNanos,
            long deadlineNanos,
            ClientSink client)
            throws InterruptedException {
        Backend backend = catalog.backend(option.candidate().backend());
        try (Watch watch = Watch.over(timer, ticker, limits, deadlineNanos)) {
            var sink = new AttemptSink(option, client, watch, ticker, startNanos);
            try {
                Answer answer = backend.generate(request, option.candidate().model().name(), sink);
                sink.end();
                return new Attempt.Served(option, sink.timings(ticker.nanos()), answer);
            } catch (SinkClosedException gone) {
                throw gone;
            } catch (InterruptedException interrupted) {
                String limit = watch.expired().orElseThrow(() -> interrupted);
                return failed(
                        option,
                        Fault.of(FaultKind.TIMEOUT, option.candidate().key() + ": " + limit),
                        startNanos,
                        sink);
            } catch (BackendException declared) {
                return failed(option, declared.fault(), startNanos, sink);
            } catch (RuntimeException | LinkageError undeclared) {
                String message =
                        option.candidate().key()
                                + " threw "
                                + undeclared.getClass().getSimpleName();
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

    /// Forgets what was called off at once: under load tens of thousands of ended attempts would
    /// wait in it, and wake it one by one.
    private static ScheduledExecutorService timer() {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("fogline-watch").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
