package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Objection;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What a policy insists on: candidates that lack it are ruled out, whatever follows.
///
/// @param dataClass of every request under this policy; empty to take the request's own
/// @param tiers that may be asked; empty for all
/// @param backends that may be asked, each a backend's name or `backend/model`; empty for all
/// @param contextTokens that a model must hold, ≥ 0
/// @param abilities that a model must have, beside those the request needs
/// @param deadline for the whole answer; candidates whose first token is predicted later are ruled
///   out; empty for the request's own
/// @param budgetUsd that one request may cost by its estimate, ≥ 0; empty for no bound
public record Requirements(
        Optional<DataClass> dataClass,
        Set<Tier> tiers,
        Set<String> backends,
        int contextTokens,
        Set<Ability> abilities,
        Optional<Duration> deadline,
        OptionalDouble budgetUsd) {

    /// Nothing.
    public static final Requirements NONE =
            new Requirements(
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    0,
                    Set.of(),
                    Optional.empty(),
                    OptionalDouble.empty());

    public Requirements {
        tiers = Set.copyOf(tiers);
        backends = Set.copyOf(backends);
        abilities = Set.copyOf(abilities);
        if (contextTokens < 0 || budgetUsd.orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "contextTokens " + contextTokens + " or budgetUsd " + budgetUsd + " below 0");
        }
    }

    /// A request as it is treated under this policy: never with more time than it wants.
    ///
    /// @param found whether it may leave the device
    InferenceRequest applied(InferenceRequest request, DataClass found) {
        Duration timeout =
                deadline.filter(most -> most.compareTo(request.timeout()) < 0)
                        .orElse(request.timeout());
        return new InferenceRequest(
                request.id(),
                request.model(),
                request.input(),
                request.sampling(),
                request.format(),
                request.maxOutputTokens(),
                timeout,
                request.tenant(),
                found);
    }

    /// What is wrong with a candidate before anything is estimated.
    Constraint constraint(String policy) {
        return new Insistence(policy, this);
    }

    /// What is wrong with an estimate.
    Optional<Objection> objection(Estimate estimate) {
        if (budgetUsd.isPresent() && estimate.costUsd().median() > budgetUsd.getAsDouble()) {
            return Optional.of(
                    new Objection(
                            "budget",
                            FaultKind.UNAVAILABLE,
                            "it would cost "
                                    + Figure.of(estimate.costUsd().median())
                                    + " USD, the policy allows "
                                    + Figure.of(budgetUsd.getAsDouble())
                                    + " for a request"));
        }
        double firstMillis = estimate.firstTokenMillis().median();
        return deadline.filter(most -> firstMillis > most.toMillis())
                .map(
                        most ->
                                new Objection(
                                        "deadline",
                                        FaultKind.TIMEOUT,
                                        "its first token is expected after "
                                                + Math.round(firstMillis)
                                                + " ms, the whole answer is due after "
                                                + most.toMillis()));
    }

    private record Insistence(String policy, Requirements wanted) implements Constraint {

        @Override
        public String name() {
            return "policy";
        }

        @Override
        public Optional<Objection> objection(
                InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
            return reason(candidate)
                    .map(
                            why ->
                                    new Objection(
                                            name(),
                                            FaultKind.UNAVAILABLE,
                                            "the policy " + policy + " " + why));
        }

        private Optional<String> reason(Candidate candidate) {
            Tier tier = candidate.model().tier();
            if (!wanted.tiers.isEmpty() && !wanted.tiers.contains(tier)) {
                return Optional.of(
                        "asks nobody of the tier " + tier.name().toLowerCase(Locale.ROOT));
            }
            if (!wanted.backends.isEmpty()
                    && !wanted.backends.contains(candidate.backend())
                    && !wanted.backends.contains(candidate.key())) {
                return Optional.of("does not list it among its backends");
            }
            if (candidate.model().contextTokens() < wanted.contextTokens) {
                return Optional.of(
                        "wants a context of "
                                + wanted.contextTokens
                                + " tokens, it holds "
                                + candidate.model().contextTokens());
            }
            var missing = new HashSet<>(wanted.abilities);
            missing.removeAll(candidate.model().abilities());
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("wants what it cannot do: " + missing);
        }
    }
}
