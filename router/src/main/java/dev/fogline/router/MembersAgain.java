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
/// itself, and counts for the next.
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
        List<Option.Single> order =
                waited ? afresh(plan, task.features(), task.turn()) : plan.order();
        return pool.oneByOne(
                () -> {
                    Plan now = balanced(plan.cascade(), order, task);
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
    public void leave(Plan plan, Task task) {
        pool.giveUp(task.request().id());
    }

    private List<Option.Single> afresh(Plan plan, Features features, long turn) {
        Snapshot now = snapshot.apply(turn);
        var fresh = new HashMap<String, Candidate>();
        now.candidates().stream()
                .filter(candidate -> now.balancing().members().containsKey(candidate.backend()))
                .filter(candidate -> candidate.node().readiness() != NodeState.Readiness.DOWN)
                .forEach(candidate -> fresh.put(candidate.key(), candidate));
        return plan.order().stream().map(option -> anew(option, fresh, features)).toList();
    }

    private Plan balanced(Optional<Option.Cascade> cascade, List<Option.Single> order, Task task) {
        return new Plan(
                cascade,
                pool
                        .balancing(task.turn())
                        .order(
                                List.copyOf(order),
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
