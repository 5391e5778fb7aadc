package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries a decision out: asks one option after the other until one answers. The only stage with
/// effects.
///
/// A failure before the first content is repaired in silence, as [Repair] chooses; after it, and
/// where another answer would be wrong, it ends the request.
final class Performer implements AutoCloseable {

    private final Attempts attempts;
    private final Repetitions repetitions;
    private final Ticker ticker;
    private final Sleeper sleeper;

    Performer(Attempts attempts, Repetitions repetitions, Ticker ticker, Sleeper sleeper) {
        this.attempts = attempts;
        this.repetitions = repetitions;
        this.ticker = ticker;
        this.sleeper = sleeper;
    }

    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    Outcome perform(
            InferenceRequest request,
            Decision decision,
            Conduct conduct,
            long arrivedNanos,
            ClientSink client)
            throws InterruptedException {
        return switch (decision) {
            case Decision.Refuse refuse -> new Outcome.Failed(refuse.fault(), List.of());
            case Decision.Route route ->
                    perform(
                            new Task(
                                    request,
                                    conduct,
                                    arrivedNanos + request.timeout().toNanos(),
                                    client),
                            route.order().stream().map(Option.Single.class::cast).toList());
        };
    }

    private Outcome perform(Task task, List<Option.Single> order) throws InterruptedException {
        var made = new ArrayList<Attempt>();
        var step = Optional.of(new Repair.Step(order.getFirst(), Duration.ZERO));
        try {
            while (step.isPresent() && inTime(task, step.get())) {
                Attempt attempt = attempt(task, step.get(), made);
                made.add(attempt);
                switch (attempt) {
                    case Attempt.Served served -> {
                        return new Outcome.Completed(served, made);
                    }
                    case Attempt.Failed failed when failed.chunksSent() > 0 -> {
                        return new Outcome.Failed(failed.fault(), made);
                    }
                    case Attempt.Failed failed -> step = repetitions.after(order, made);
                }
            }
        } catch (SinkClosedException gone) {
            return new Outcome.Cancelled(made);
        }
        return new Outcome.Failed(fault(made), made);
    }

    private Attempt attempt(Task task, Repair.Step step, List<Attempt> made)
            throws InterruptedException {
        if (step.after().isPositive()) {
            sleeper.sleep(step.after());
        }
        if (made.stream().noneMatch(attempt -> attempt.option().equals(step.option()))) {
            repetitions.asked(step.option());
        }
        return attempts.attempt(task, step.option());
    }

    private boolean inTime(Task task, Repair.Step step) {
        return ticker.nanos() + step.after().toNanos() - task.deadlineNanos() < 0;
    }

    /// The client is shown the first fault: it belongs to the option that was meant to answer.
    /// Unless nobody else may answer: then it is shown why.
    private static Fault fault(List<Attempt> made) {
        List<Fault> faults =
                made.stream()
                        .filter(Attempt.Failed.class::isInstance)
                        .map(attempt -> ((Attempt.Failed) attempt).fault())
                        .toList();
        if (faults.isEmpty()) {
            return Fault.of(FaultKind.TIMEOUT, "the request's deadline has passed");
        }
        return faults.getLast().kind().repairableElsewhere() ? faults.getFirst() : faults.getLast();
    }

    @Override
    public void close() {
        attempts.close();
    }
}
