package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries a decision out: asks one option after the other until one answers. The only stage with
/// effects.
///
/// A failure before the first content is repaired in silence, as [Repair] chooses; after it another
/// option goes on, as [Resumption] chooses, or the request has failed.
final class Performer implements AutoCloseable {

    private final Attempts attempts;
    private final Repetitions repetitions;
    private final Limits limits;
    private final Ticker ticker;
    private final Sleeper sleeper;

    Performer(
            Attempts attempts,
            Repetitions repetitions,
            Limits limits,
            Ticker ticker,
            Sleeper sleeper) {
        this.attempts = attempts;
        this.repetitions = repetitions;
        this.limits = limits;
        this.ticker = ticker;
        this.sleeper = sleeper;
    }

    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    Outcome perform(Task task, Decision decision) throws InterruptedException {
        return switch (decision) {
            case Decision.Refuse refuse -> new Outcome.Failed(refuse.fault(), List.of());
            case Decision.Route route ->
                    perform(task, route.order().stream().map(Option.Single.class::cast).toList());
        };
    }

    private Outcome perform(Task task, List<Option.Single> order) throws InterruptedException {
        var wanted = new Wanted();
        task.client().whenGone(wanted::end);
        var delivery = new Delivery(task);
        var made = new ArrayList<Attempt>();
        var step = Optional.of(new Repair.Step(order.getFirst(), Duration.ZERO));
        while (step.isPresent() && inTime(task, step.get())) {
            Option.Single option = step.get().option();
            if (!waited(task, wanted, step.get().after())) {
                return new Outcome.Cancelled(made);
            }
            if (made.stream().noneMatch(attempt -> attempt.option().equals(option))) {
                repetitions.asked(option);
            }
            InferenceRequest request = request(task, delivery, made);
            made.add(
                    attempts.attempt(
                            new Asking(task, request, option, delivery, wanted, () -> true)));
            switch (made.getLast()) {
                case Attempt.Served served -> {
                    return new Outcome.Completed(served, made);
                }
                case Attempt.Cancelled cancelled -> {
                    return new Outcome.Cancelled(made);
                }
                case Attempt.Failed failed -> step = next(order, made, delivery);
            }
        }
        return new Outcome.Failed(fault(made), made);
    }

    /// @return whether the client still waits too
    private boolean waited(Task task, Wanted wanted, Duration duration)
            throws InterruptedException {
        if (!duration.isPositive()) {
            return true;
        }
        try (Watch watch = attempts.wait(task, wanted, duration.plus(duration))) {
            try {
                sleeper.sleep(duration);
                return !watch.stopped();
            } catch (InterruptedException interrupted) {
                if (watch.stopped()) {
                    return false;
                }
                throw interrupted;
            }
        }
    }

    private static InferenceRequest request(Task task, Delivery delivery, List<Attempt> made) {
        return Resumption.cut(made).flatMap(cut -> delivery.rest()).orElseGet(task::request);
    }

    private Optional<Repair.Step> next(
            List<Option.Single> order, List<Attempt> made, Delivery delivery) {
        if (made.size() >= limits.maxAttempts()) {
            return Optional.empty();
        }
        Optional<Attempt.Failed> cut = Resumption.cut(made);
        return cut.isPresent()
                ? Resumption.after(cut.get(), delivery.rest(), order, made)
                : repetitions.after(order, made);
    }

    private boolean inTime(Task task, Repair.Step step) {
        return ticker.nanos() + step.after().toNanos() - task.deadlineNanos() < 0;
    }

    /// The client is shown the first fault: it belongs to the option that was meant to answer.
    /// Unless it saw a part: then why that broke off. Unless nobody else may answer: then why.
    private static Fault fault(List<Attempt> made) {
        Optional<Attempt.Failed> cut = Resumption.cut(made);
        if (cut.isPresent()) {
            return cut.get().fault();
        }
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
