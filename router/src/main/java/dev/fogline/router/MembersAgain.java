package dev.fogline.router;

import dev.fogline.router.pool.Balancing;
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

/// Balances the members of the pool anew when a request's turn in the fair queue has come: all that
/// waited were planned when the same member was the least busy one, and would all go there.
///
/// @param snapshot of now, for a request that has a turn already
/// @param estimator that has learnt most
record MembersAgain(LongFunction<Snapshot> snapshot, Supplier<Estimator> estimator, Ticker ticker)
        implements SecondLook {

    @Override
    public Plan at(Plan plan, Features features, long turn) {
        Snapshot now = snapshot.apply(turn);
        Balancing balancing = now.balancing();
        var fresh = new HashMap<String, Candidate>();
        now.candidates().stream()
                .filter(candidate -> balancing.members().containsKey(candidate.backend()))
                .filter(candidate -> candidate.node().readiness() != NodeState.Readiness.DOWN)
                .forEach(candidate -> fresh.put(candidate.key(), candidate));
        List<Option> order =
                plan.order().stream().<Option>map(option -> anew(option, fresh, features)).toList();
        return new Plan(
                plan.cascade(),
                balancing
                        .order(
                                order,
                                features.prefixHash(),
                                new IdleEstimates(estimator.get(), features, ticker.nanos()))
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
