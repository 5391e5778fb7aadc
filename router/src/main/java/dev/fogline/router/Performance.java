package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One route as it is carried out: asks one option after the other until one answers.
///
/// A failure before the first content is repaired in silence, as [Repair] chooses; after it another
/// option goes on, as [Resumption] chooses, or the request has failed. Lives as long as the
/// request, on its thread.
final class Performance {

    private final Performer by;
    private final Task task;
    private final Plan plan;
    private final Wanted wanted;
    private final Delivery delivery;
    private final List<Attempt> made = new ArrayList<>();

    /// @param wanted whether the answer is
    Performance(Performer by, Task task, Plan plan, Wanted wanted) {
        this.by = by;
        this.task = task;
        this.plan = plan;
        this.wanted = wanted;
        this.delivery = new Delivery(task);
    }

    Outcome run() throws InterruptedException {
        var step = Optional.of(new Repair.Step(first(), Duration.ZERO));
        while (step.isPresent() && inTime(step.get())) {
            if (!waited(step.get().after())) {
                return new Outcome.Cancelled(made);
            }
            count(attempts(step.get().option()));
            switch (made.getLast()) {
                case Attempt.Served served -> {
                    return completed(served);
                }
                case Attempt.Cancelled cancelled -> {
                    return new Outcome.Cancelled(made);
                }
                case Attempt.HandedOver draft -> step = Optional.of(handOver());
                case Attempt.Failed failed -> step = next();
            }
        }
        return new Outcome.Failed(fault(), made);
    }

    private Option.Single first() {
        return plan.cascade().map(Option.Cascade::draft).orElse(plan.order().getFirst());
    }

    private Repair.Step handOver() {
        return new Repair.Step(plan.cascade().orElseThrow().next(), Duration.ZERO);
    }

    /// @return whether the client waited too
    private boolean waited(Duration duration) throws InterruptedException {
        if (!duration.isPositive()) {
            return true;
        }
        try (Watch watch = by.attempts().wait(task, wanted, duration.plus(duration))) {
            try {
                by.sleeper().sleep(duration);
                return !watch.stopped();
            } catch (InterruptedException interrupted) {
                if (watch.stopped()) {
                    return false;
                }
                if (watch.expired().isPresent()) { // it overslept; the next attempt ends at once
                    return true;
                }
                throw interrupted;
            }
        }
    }

    private List<Attempt> attempts(Option.Single option) throws InterruptedException {
        boolean drafts = made.isEmpty() && by.limits().maxAttempts() > 1;
        if (drafts && plan.cascade().isPresent()) {
            return List.of(
                    by.attempts()
                            .attempt(Asking.draft(task, plan.cascade().get(), delivery, wanted)));
        }
        Optional<Option.Hedged> hedge =
                drafts ? Hedging.of(plan.order(), task.conduct()) : Optional.empty();
        if (hedge.isPresent()) {
            return by.hedges().attempt(task, hedge.get(), delivery, wanted);
        }
        InferenceRequest request =
                Resumption.cut(made).flatMap(cut -> delivery.rest()).orElseGet(task::request);
        return List.of(
                by.attempts()
                        .attempt(new Asking(task, request, option, delivery, wanted, () -> true)));
    }

    private void count(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            if (made.stream().noneMatch(earlier -> earlier.option().equals(attempt.option()))) {
                by.repetitions().asked(attempt.option());
            }
            made.add(attempt);
        }
    }

    private Outcome completed(Attempt.Served served) {
        by.hedges().served(task, served.answer().usage());
        by.warming().behind(served.option(), plan.order());
        return new Outcome.Completed(served, made);
    }

    private Optional<Repair.Step> next() {
        if (made.size() >= by.limits().maxAttempts()) {
            return Optional.empty();
        }
        Optional<Attempt.Failed> cut = Resumption.cut(made);
        return cut.isPresent()
                ? Resumption.after(cut.get(), delivery.rest(), plan.order(), made)
                : by.repetitions().after(plan.order(), made);
    }

    private boolean inTime(Repair.Step step) {
        return by.ticker().nanos() + step.after().toNanos() - task.deadlineNanos().getAsLong() < 0;
    }

    /// The client is shown the first fault: it belongs to the option that was meant to answer.
    /// Unless it saw a part: then why that broke off. Unless nobody else may answer: then why.
    private Fault fault() {
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
}
