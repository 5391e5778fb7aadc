package dev.fogline.router;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import java.util.List;
import java.util.Optional;

/// Chooses whom to ask beside the best option while that is silent. Pure.
final class Hedging {

    private Hedging() {}

    /// The first of a plan, and the next one of another backend that need not load its model.
    /// Whatever no constraint let into the plan is not hedged with either.
    ///
    /// @return empty if the policy does not hedge, or nobody else is there
    static Optional<Option.Hedged> of(List<Option.Single> order, Conduct conduct) {
        Option.Single first = order.getFirst();
        return conduct.hedge()
                .flatMap(
                        hedge ->
                                order.stream()
                                        .filter(option -> !backend(option).equals(backend(first)))
                                        .filter(Hedging::ready)
                                        .findFirst()
                                        .map(
                                                second ->
                                                        new Option.Hedged(
                                                                first,
                                                                second,
                                                                hedge.after().toNanos() / 1e6)));
    }

    private static boolean ready(Option.Single option) {
        return option.candidate().node().readiness() == NodeState.Readiness.READY;
    }

    private static String backend(Option.Single option) {
        return option.candidate().backend();
    }
}
