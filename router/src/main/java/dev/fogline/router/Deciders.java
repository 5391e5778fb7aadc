package dev.fogline.router;

import dev.fogline.spi.Constraint;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    Set<String> aliases() {
        return book.aliases();
    }

    /// @param allowance what the tenant may still spend
    Taken take(Call call, Allowance allowance) {
        Optional<Decider> decider =
                book.of(call.request(), call.policy()).map(policy -> byPolicy.get(policy.name()));
        return decider.<Taken>map(one -> under(one.and(allowance), call.request()))
                .orElseGet(
                        () ->
                                new Taken.Nowhere(
                                        call.request(),
                                        book.usualPolicy().conduct(),
                                        unknown(call)));
    }

    private static Taken under(Decider decider, InferenceRequest request) {
        NamedPolicy policy = decider.policy();
        var classification =
                Classification.of(request.dataClass(), request.input().texts(), policy);
        return new Taken.Under(
                policy.requirements().applied(request, classification.dataClass()),
                classification,
                decider);
    }

    /// Whether texts without a policy of their own may leave the device: as the usual one sees it.
    DataClass usualClass(DataClass said, List<String> texts) {
        return Classification.of(said, texts, book.usualPolicy()).dataClass();
    }

    private Fault unknown(Call call) {
        return Fault.of(
                FaultKind.INVALID_REQUEST,
                "there is no policy '" + call.policy().orElse("") + "'; there are " + book.names());
    }
}
