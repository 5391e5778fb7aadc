package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Objection;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The constraints that always hold, whatever is configured.
final class Constraints {

    /// What a client asks for that leaves the choice to the router.
    static final List<String> CHOOSE = List.of("auto", "fogline");

    private Constraints() {}

    /// In the order in which objections are told.
    ///
    /// @param aliases names of models that leave the choice to the router, beside [#CHOOSE]
    static List<Constraint> builtIn(Set<String> aliases) {
        return List.of(
                rule("model", FaultKind.UNKNOWN_MODEL, asked -> otherModel(asked, aliases)),
                rule("privacy", FaultKind.UNAVAILABLE, Constraints::leavesTheDevice),
                rule("ability", FaultKind.UNSUPPORTED, Constraints::cannot),
                rule("context", FaultKind.CONTEXT_EXCEEDED, Constraints::tooLong),
                Availability.UNRESTED);
    }

    private static Optional<String> otherModel(Case asked, Set<String> aliases) {
        String model = asked.request().model();
        boolean meant =
                CHOOSE.contains(model)
                        || aliases.contains(model)
                        || model.equals(asked.candidate().model().name())
                        || model.equals(asked.candidate().key());
        return when(!meant, () -> "the client asked for " + model);
    }

    private static Optional<String> leavesTheDevice(Case asked) {
        boolean leaves =
                asked.features().dataClass() == DataClass.PRIVATE
                        && asked.candidate().model().tier() != Tier.DEVICE;
        return when(leaves, () -> "the request is private and must not leave the device");
    }

    private static Optional<String> cannot(Case asked) {
        if (asked.candidate().model().abilities().containsAll(asked.features().needs())) {
            return Optional.empty();
        }
        var missing =
                asked.features().needs().stream()
                        .filter(need -> !asked.candidate().model().abilities().contains(need))
                        .sorted()
                        .toList();
        return Optional.of("it cannot do what the request needs: " + missing);
    }

    /// An estimate of the prompt is enough to rule out the hopeless; the backend counts exactly at
    /// admission.
    private static Optional<String> tooLong(Case asked) {
        int context = asked.candidate().model().contextTokens();
        int surely = asked.features().promptTokens() / 2;
        return when(
                surely > context,
                () ->
                        "the prompt has about "
                                + asked.features().promptTokens()
                                + " tokens, the context holds "
                                + context);
    }

    private static Optional<String> when(boolean objects, Supplier<String> reason) {
        return objects ? Optional.of(reason.get()) : Optional.empty();
    }

    private static Constraint rule(
            String name, FaultKind kind, Function<Case, Optional<String>> reason) {
        return new Rule(name, kind, reason);
    }

    private record Case(InferenceRequest request, Features features, Candidate candidate) {}

    private record Rule(String name, FaultKind kind, Function<Case, Optional<String>> reason)
            implements Constraint {
        @Override
        public Optional<Objection> objection(
                InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
            return reason.apply(new Case(request, features, candidate))
                    .map(why -> new Objection(name, kind, why));
        }
    }
}
