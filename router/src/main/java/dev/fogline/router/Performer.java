package dev.fogline.router;

import dev.fogline.router.fair.Used;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Usage;
import java.util.List;
import java.util.Optional;

/// Carries decisions out: the only stage with effects. What one route takes is told in
/// [Performance].
///
/// @param gate that lets requests through, where tenants share this node
/// @param seating at members of a pool
/// @param attempts where every attempt begins and ends
/// @param hedges of these attempts
/// @param repetitions what follows a fault
/// @param warming behind the answers
/// @param limits of all this
/// @param ticker the router's clock
/// @param sleeper for waits between attempts
record Performer(
        Optional<Gate> gate,
        Seating seating,
        Attempts attempts,
        Hedges hedges,
        Repetitions repetitions,
        Warming warming,
        Limits limits,
        Ticker ticker,
        Sleeper sleeper)
        implements AutoCloseable {

    /// @param decision to ask somebody or nobody; an answer is given again by [SharedAnswers]
    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    Outcome perform(Task task, Decision decision) throws InterruptedException {
        return switch (decision) {
            case Decision.Replay replay ->
                    throw new IllegalArgumentException("a replay is not performed: " + replay);
            case Decision.Refuse refuse -> new Outcome.Failed(refuse.fault(), List.of());
            case Decision.Route route -> {
                var wanted = new Wanted();
                task.client().whenGone(wanted::end);
                Plan plan = Plan.of(route.order());
                yield gate.isEmpty()
                        ? seated(task, plan, wanted)
                        : through(gate.get(), task, plan, wanted);
            }
        };
    }

    private Outcome seated(Task task, Plan plan, Wanted wanted) throws InterruptedException {
        Plan now = seating.seated(plan, task, false);
        try {
            return new Performance(this, task, now, wanted).run();
        } finally {
            seating.leave(task);
        }
    }

    private Outcome through(Gate gate, Task task, Plan plan, Wanted wanted)
            throws InterruptedException {
        return switch (gate.pass(guest(task, plan), wanted)) {
            case Gate.Passage.Refused(var fault) -> new Outcome.Failed(fault, List.of());
            case Gate.Passage.Left left -> new Outcome.Cancelled(List.of());
            case Gate.Passage.Open(Turn turn, boolean waited) -> {
                try {
                    Plan now = seating.seated(plan, task, waited);
                    turn.seated();
                    yield run(turn, task, now, wanted);
                } finally {
                    turn.end(); // where it threw
                }
            }
        };
    }

    private Outcome run(Turn turn, Task task, Plan plan, Wanted wanted)
            throws InterruptedException {
        try {
            var counted = task.with(new CountedSink(task.client(), turn));
            Outcome outcome = new Performance(this, counted, plan, wanted).run();
            end(turn, outcome);
            return outcome;
        } finally {
            seating.leave(task);
        }
    }

    private static Gate.Guest guest(Task task, Plan plan) {
        return new Gate.Guest(
                task.request().tenant(),
                task.features().promptTokens(),
                task.features().outputTokens().median(),
                task.request().maxOutputTokens(),
                task.deadlineNanos().getAsLong(),
                plan.estimate().totalMillis().median());
    }

    /// Who was refused by everybody before any work has taken nothing.
    private static void end(Turn turn, Outcome outcome) {
        if (outcome instanceof Outcome.Completed completed) {
            Usage usage = completed.answer().usage();
            turn.end(new Used(usage.promptTokens(), usage.outputTokens()));
        } else if (outcome.attempts().stream().allMatch(Spent::refused)) {
            turn.end(new Used(0, 0));
        } else {
            turn.end();
        }
    }

    @Override
    public void close() {
        attempts.close();
    }
}
