package dev.fogline.router;

import dev.fogline.spi.Constraint;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The policies in force, each with its decider. Immutable: a new book makes new ones.
final class Deciders {

    private final PolicyBook book;
    private final Map<String, Decider> byPolicy;

    /// @param constraints that hold under every policy
    Deciders(PolicyBook book, List<Constraint> constraints) {
        this.book = book;
        this.byPolicy =
                book.policies().values().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        NamedPolicy::name,
                                        policy -> new Decider(constraints, policy)));
    }

    Taken take(Call call) {
        Optional<Decider> decider =
                book.of(call.request(), call.policy()).map(policy -> byPolicy.get(policy.name()));
        return decider.<Taken>map(
                        one ->
                                new Taken.Under(
                                        one.policy().requirements().applied(call.request()), one))
                .orElseGet(() -> new Taken.Nowhere(call.request(), unknown(call)));
    }

    private Fault unknown(Call call) {
        return Fault.of(
                FaultKind.INVALID_REQUEST,
                "there is no policy '" + call.policy().orElse("") + "'; there are " + book.names());
    }
}
