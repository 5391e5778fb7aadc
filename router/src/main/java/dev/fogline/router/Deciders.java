package dev.fogline.router;

import dev.fogline.spi.Constraint;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The policies in force, each with its decider. Immutable: a new book makes new ones.
final class Deciders {

    private final PolicyBook book;
    private final Map<String, Decider> byPolicy;

    /// Of the policies that have a quota.
    private final Map<String, QuotaKeeper> keepers;

    /// @param constraints that hold under every policy
    /// @param keepers of the policies before, by name: one whose quota stays goes on, of others
    ///   only the threshold does
    /// @param thresholds where an earlier run left them, by policy
    Deciders(
            PolicyBook book,
            List<Constraint> constraints,
            Map<String, QuotaKeeper> keepers,
            Map<String, Double> thresholds) {
        this.book = book;
        this.keepers =
                book.policies().values().stream()
                        .filter(policy -> policy.quota().isPresent())
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        NamedPolicy::name,
                                        policy ->
                                                keeper(
                                                        policy.quota().get(),
                                                        keepers.get(policy.name()),
                                                        thresholds.get(policy.name()))));
        this.byPolicy =
                book.policies().values().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        NamedPolicy::name,
                                        policy -> new Decider(constraints, policy)));
    }

    private static QuotaKeeper keeper(
            Quota quota, @Nullable QuotaKeeper before, @Nullable Double earlier) {
        if (before != null && before.quota().equals(quota)) {
            return before;
        }
        if (before != null) {
            return new QuotaKeeper(quota, OptionalDouble.of(before.threshold().threshold()));
        }
        return new QuotaKeeper(
                quota, earlier == null ? OptionalDouble.empty() : OptionalDouble.of(earlier));
    }

    Map<String, QuotaKeeper> keepers() {
        return keepers;
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

    private Taken under(Decider decider, InferenceRequest request) {
        NamedPolicy policy = decider.policy();
        Optional<QuotaKeeper> keeper = Optional.ofNullable(keepers.get(policy.name()));
        var classification =
                Classification.of(request.dataClass(), request.input().texts(), policy);
        return new Taken.Under(
                policy.requirements().applied(request, classification.dataClass()),
                classification,
                keeper.map(one -> decider.keeping(one.threshold())).orElse(decider),
                keeper);
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
