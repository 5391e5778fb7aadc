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
/// @param secondLook at the plan of who has waited at the gate
/// @param attempts where every attempt begins and ends
/// @param hedges of these attempts
/// @param repetitions what follows a fault
/// @param warming behind the answers
/// @param limits of all this
/// @param ticker the router's clock
/// @param sleeper for waits between attempts
record Performer(
        Optional<Gate> gate,
        SecondLook secondLook,
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
                        ? new Performance(this, task, plan, wanted).run()
                        : through(gate.get(), task, plan, wanted);
            }
        };
    }

    private Outcome through(Gate gate, Task task, Plan plan, Wanted wanted)
            throws InterruptedException {
        return switch (gate.pass(guest(task, plan), wanted)) {
            case Gate.Passage.Refused(var fault) -> new Outcome.Failed(fault, List.of());
            case Gate.Passage.Left left -> new Outcome.Cancelled(List.of());
            case Gate.Passage.Open(Turn turn, boolean waited) -> {
                try {
                    var counted = task.with(new CountedSink(task.client(), turn));
                    Plan now = waited ? secondLook.at(plan, task.features(), task.turn()) : plan;
                    Outcome outcome = new Performance(this, counted, now, wanted).run();
                    end(turn, outcome);
                    yield outcome;
                } finally {
                    turn.end(); // where it threw
                }
            }
        };
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
