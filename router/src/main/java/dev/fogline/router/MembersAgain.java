package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/// Balances the members of the pool anew when a request is about to be sent, and keeps its seat.
///
/// Requests that come at the same moment would all be planned for the member that is the least busy
/// one then; those that waited in the fair queue were planned when it was. So each is chosen for by
/// itself, and counts for the next. Who has not waited, and was the last to be decided for, is not
/// estimated twice.
///
/// @param snapshot of now, for a request that has a turn already
/// @param estimator that has learnt most
record MembersAgain(
        LongFunction<Snapshot> snapshot, Supplier<Estimator> estimator, Pool pool, Ticker ticker)
        implements Seating {

    @Override
    public Plan seated(Plan plan, Task task, boolean waited) {
        if (plan.order().stream().noneMatch(one -> pool.has(one.candidate().backend()))) {
            return plan;
        }
        return pool.oneByOne(
                () -> {
                    boolean stale = waited || pool.balancing().turn() != task.turn() + 1;
                    Plan now = balanced(stale ? afresh(plan, task) : plan, task);
                    if (now.cascade().isEmpty()) {
                        pool.book(
                                now.order().getFirst().candidate().backend(),
                                task.request().id(),
                                task.features().promptTokens());
                    }
                    return now;
                });
    }

    @Override
    public void leave(Task task) {
        pool.giveUp(task.request().id());
    }

    private Plan afresh(Plan plan, Task task) {
        Snapshot now = snapshot.apply(task.turn());
        var fresh = new HashMap<String, Candidate>();
        now.candidates().stream()
                .filter(candidate -> now.balancing().members().containsKey(candidate.backend()))
                .filter(candidate -> candidate.node().readiness() != NodeState.Readiness.DOWN)
                .forEach(candidate -> fresh.put(candidate.key(), candidate));
        return new Plan(
                plan.cascade(),
                plan.order().stream().map(option -> anew(option, fresh, task.features())).toList());
    }

    private Plan balanced(Plan plan, Task task) {
        return new Plan(
                plan.cascade(),
                pool
                        .balancing(task.turn())
                        .order(
                                List.copyOf(plan.order()),
                                task.features().prefixHash(),
                                new IdleEstimates(estimator.get(), task.features(), ticker.nanos()))
                        .stream()
                        .map(Option.Single.class::cast)
                        .toList());
    }

    /// Who is no member, or down, or cannot be estimated, stays as it was seen first.
    private Option.Single anew(
            Option.Single option, Map<String, Candidate> fresh, Features features) {
        return Optional.ofNullable(fresh.get(option.candidate().key()))
                .flatMap(candidate -> estimated(candidate, features))
                .orElse(option);
    }

    private Optional<Option.Single> estimated(Candidate candidate, Features features) {
        try {
            return Optional.of(
                    new Option.Single(
                            candidate,
                            estimator.get().estimate(features, candidate, ticker.nanos())));
        } catch (RuntimeException | LinkageError thrown) {
            return Optional.empty();
        }
    }
}
