package dev.fogline.router;

import dev.fogline.cost.routing.RunningQuantile;
import dev.fogline.spi.Assessment;
import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Assessment.RuledOut;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Decides: constrain, estimate, rank. Pure, as long as the plugins are.
///
/// A plugin that throws is contained: a constraint then objects, an estimator loses the candidate,
/// a policy leaves the catalog's order.
final class Decider {

    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Objections objections;
    private final NamedPolicy named;
    private final Optional<RunningQuantile> threshold;

    /// @param constraints that hold under every policy; those of this one are added
    Decider(List<Constraint> constraints, NamedPolicy named) {
        this(
                new Objections(constraints).and(named.requirements().constraint(named.name())),
                named,
                named.quota().map(quota -> RunningQuantile.of(quota.wanted())));
    }

    private Decider(Objections objections, NamedPolicy named, Optional<RunningQuantile> threshold) {
        this.objections = objections;
        this.named = named;
        this.threshold = threshold;
    }

    /// This one, with the threshold of its quota as it stands.
    Decider keeping(RunningQuantile threshold) {
        return new Decider(objections, named, Optional.of(threshold));
    }

    /// Of the quota; empty without one.
    OptionalDouble threshold() {
        return threshold
                .map(one -> OptionalDouble.of(one.threshold()))
                .orElseGet(OptionalDouble::empty);
    }

    NamedPolicy policy() {
        return named;
    }

    /// This one with a constraint more, which holds for one decision.
    Decider and(Constraint constraint) {
        return new Decider(objections.and(constraint), named, threshold);
    }

    /// This one, with what is known of the rests now.
    Decider given(Availability availability) {
        return new Decider(objections.given(availability), named, threshold);
    }

    Decision decide(
            InferenceRequest request,
            Features features,
            List<Candidate> snapshot,
            Learned learned,
            long nowNanos) {
        var assessments = new ArrayList<Assessment>(snapshot.size());
        var eligible = new ArrayList<Eligible>(snapshot.size());
        for (Candidate candidate : snapshot) {
            Assessment assessment = assess(request, features, candidate, learned, nowNanos);
            assessments.add(assessment);
            if (assessment instanceof Eligible one) {
                eligible.add(one);
            }
        }
        if (eligible.isEmpty()) {
            return new Decision.Refuse(
                    refusal(request, assessments), assessments, learned.sequence());
        }
        Policy.Ranking singly = ColdLast.of(apportioned(rank(features, eligible)));
        Policy.Ranking ranking = cascading(features, eligible, singly, learned);
        return new Decision.Route(
                ranking.order(), named.name(), ranking.reason(), assessments, learned.sequence());
    }

    private Policy.Ranking apportioned(Policy.Ranking ranking) {
        return named.quota().isPresent() && threshold.isPresent()
                ? Apportioned.of(ranking, named.quota().get(), threshold.get())
                : ranking;
    }

    private Assessment assess(
            InferenceRequest request,
            Features features,
            Candidate candidate,
            Learned learned,
            long nowNanos) {
        List<Objection> against = objections.to(request, features, candidate, nowNanos);
        if (!against.isEmpty()) {
            return new RuledOut(candidate, against);
        }
        try {
            Estimate estimate = learned.estimator().estimate(features, candidate, nowNanos);
            Optional<Objection> tooMuch = named.requirements().objection(estimate);
            return tooMuch.isPresent()
                    ? new RuledOut(candidate, List.of(tooMuch.get()))
                    : new Eligible(candidate, estimate);
        } catch (RuntimeException | LinkageError thrown) {
            return new RuledOut(
                    candidate,
                    List.of(
                            new Objection(
                                    "estimator",
                                    FaultKind.INTERNAL,
                                    "the estimator threw " + named(thrown))));
        }
    }

    private Policy.Ranking rank(Features features, List<Eligible> eligible) {
        try {
            Policy.Ranking ranking = named.objective().rank(features, eligible);
            Set<Candidate> given = Collections.newSetFromMap(new IdentityHashMap<>());
            eligible.forEach(one -> given.add(one.candidate()));
            if (ranking.order().stream().allMatch(option -> isOneOf(given, option))) {
                return ranking;
            }
            return catalogOrder(eligible, "ranked somebody it was not given");
        } catch (RuntimeException | LinkageError thrown) {
            return catalogOrder(eligible, "threw " + named(thrown));
        }
    }

    /// The same with a cascade at the head, where the policy finds one better than any candidate.
    ///
    /// @param singly what is decided without cascades, and if anything goes wrong with them
    private Policy.Ranking cascading(
            Features features, List<Eligible> eligible, Policy.Ranking singly, Learned learned) {
        int holdTokens = named.conduct().cascadeHoldTokens();
        if (eligible.size() < 2 || holdTokens == 0 || named.quota().isPresent()) {
            return singly; // what a quota gives the cloud must not hang on a draft
        }
        try {
            List<Option.Cascade> cascades =
                    Cascades.of(features, singly.order(), learned.estimator(), holdTokens).stream()
                            .filter(one -> named.requirements().objection(one.estimate()).isEmpty())
                            .toList();
            if (cascades.isEmpty()) {
                return singly;
            }
            Policy.Ranking ranking = named.objective().rank(features, eligible, cascades);
            return ranking.order().getFirst() instanceof Option.Cascade first
                            && cascades.contains(first)
                    ? new Policy.Ranking(before(first, singly.order()), ranking.reason())
                    : singly;
        } catch (RuntimeException | LinkageError thrown) {
            return singly;
        }
    }

    private static List<Option> before(Option.Cascade first, List<Option> rest) {
        var order = new ArrayList<Option>();
        order.add(first);
        order.addAll(rest);
        return order;
    }

    /// A policy orders; what a constraint ruled out it cannot bring back.
    ///
    /// @param given by identity: nearly every policy hands back what it was given, and to compare a
    ///   hundred candidates with a hundred would take longer than all the rest
    private static boolean isOneOf(Set<Candidate> given, Option option) {
        return option instanceof Option.Single(Candidate candidate, Estimate _)
                && (given.contains(candidate) || given.stream().anyMatch(candidate::equals));
    }

    private static Policy.Ranking catalogOrder(List<Eligible> eligible, String whatItDid) {
        return new Policy.Ranking(
                eligible.stream().map(Objective::option).toList(),
                "in the catalog's order: the policy " + whatItDid);
    }

    /// How a candidate stands with the policy; nothing if the policy throws.
    String standing(Eligible eligible) {
        try {
            return named.objective().standing(eligible);
        } catch (RuntimeException | LinkageError thrown) {
            return "";
        }
    }

    /// Without its message, in which a plugin may have quoted the prompt.
    private static String named(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    /// The client is told what stopped the candidate that came furthest: if one has the right name
    /// and only lacks room, the prompt is too long, whatever models of other names lack. Of those
    /// that came equally far, one that only costs too much could have answered; else the one that
    /// may be asked first.
    private static Fault refusal(InferenceRequest request, List<Assessment> assessments) {
        Optional<RuledOut> furthest =
                assessments.stream()
                        .filter(RuledOut.class::isInstance)
                        .map(RuledOut.class::cast)
                        .filter(
                                ruled ->
                                        !ruled.objections()
                                                .getFirst()
                                                .kind()
                                                .equals(FaultKind.UNKNOWN_MODEL))
                        .min(
                                Comparator.<RuledOut>comparingInt(
                                                ruled -> ruled.objections().size())
                                        .thenComparing(Decider::isOfAnotherKind)
                                        .thenComparing(Decider::rest));
        if (furthest.isPresent()) {
            Objection objection = furthest.get().objections().getFirst();
            return new Fault(
                    objection.kind(),
                    furthest.get().candidate().key() + ": " + objection.reason(),
                    objection.retryAfter());
        }
        if (Constraints.CHOOSE.contains(request.model())) {
            return Fault.of(FaultKind.UNAVAILABLE, "no backend serves any model now");
        }
        return Fault.of(
                FaultKind.UNKNOWN_MODEL, "the model '" + request.model() + "' does not exist here");
    }

    private static Duration rest(RuledOut ruled) {
        return ruled.objections().getFirst().retryAfter().orElse(NEVER);
    }

    private static boolean isOfAnotherKind(RuledOut ruled) {
        return ruled.objections().getFirst().kind() != FaultKind.BUDGET_SPENT;
    }
}
