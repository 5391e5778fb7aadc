package dev.fogline.router;

import dev.fogline.router.pool.Balancing;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.Objection;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import java.util.List;

/// Which model embeds. Pure, as long as the constraints are.
///
/// There is nothing to choose: vectors of different models cannot be compared, and the client has
/// others of the same model somewhere. So one model is meant, or none; and where it may not or
/// cannot answer, no other does.
final class EmbeddingChoice {

    /// One model, or why there is none.
    sealed interface Choice {}

    record One(Candidate candidate) implements Choice {}

    record None(Fault fault) implements Choice {}

    private final Objections objections;
    private final Balancing balancing;

    EmbeddingChoice(List<Constraint> constraints) {
        this(new Objections(constraints), Balancing.NONE);
    }

    private EmbeddingChoice(Objections objections, Balancing balancing) {
        this.objections = objections;
        this.balancing = balancing;
    }

    /// This one with a constraint more, which holds for one choice.
    EmbeddingChoice and(Constraint constraint) {
        return new EmbeddingChoice(objections.and(constraint), balancing);
    }

    /// This one, with what is known of the rests now.
    EmbeddingChoice given(Availability availability) {
        return new EmbeddingChoice(objections.given(availability), balancing);
    }

    /// This one, for whom members of a pool with one model are one.
    EmbeddingChoice among(Balancing members) {
        return new EmbeddingChoice(objections, members);
    }

    Choice of(
            EmbeddingRequest request, Features features, List<Candidate> snapshot, long nowNanos) {
        List<Candidate> meant = balancing.leastCrowded(meant(request.model(), snapshot));
        if (meant.isEmpty()) {
            return new None(nobody(request.model()));
        }
        if (meant.size() > 1) {
            return new None(
                    Fault.of(
                            FaultKind.INVALID_REQUEST,
                            "vectors of different models cannot be compared: ask for one of "
                                    + meant.stream().map(Candidate::key).toList()));
        }
        Candidate candidate = meant.getFirst();
        List<Objection> against =
                objections.to(asGeneration(request), features, candidate, nowNanos);
        return against.isEmpty()
                ? new One(candidate)
                : new None(
                        new Fault(
                                against.getFirst().kind(),
                                candidate.key() + ": " + against.getFirst().reason(),
                                against.getFirst().retryAfter()));
    }

    /// By the unique key, else by the model's name, where those that embed come first.
    private static List<Candidate> meant(String model, List<Candidate> snapshot) {
        List<Candidate> keyed =
                snapshot.stream().filter(candidate -> candidate.key().equals(model)).toList();
        if (!keyed.isEmpty()) {
            return keyed;
        }
        List<Candidate> embedding =
                snapshot.stream()
                        .filter(candidate -> goesBy(model, candidate) && embeds(candidate))
                        .toList();
        return embedding.isEmpty() && !Constraints.CHOOSE.contains(model)
                ? snapshot.stream().filter(candidate -> goesBy(model, candidate)).limit(1).toList()
                : embedding;
    }

    private static boolean goesBy(String model, Candidate candidate) {
        return Constraints.CHOOSE.contains(model) || candidate.model().name().equals(model);
    }

    private static boolean embeds(Candidate candidate) {
        return candidate.model().abilities().contains(Ability.EMBEDDINGS);
    }

    private static Fault nobody(String model) {
        return Constraints.CHOOSE.contains(model)
                ? Fault.of(FaultKind.UNSUPPORTED, "no model here embeds texts")
                : Fault.of(
                        FaultKind.UNKNOWN_MODEL, "the model '" + model + "' does not exist here");
    }

    /// As constraints know requests: they see all of the text.
    private static InferenceRequest asGeneration(EmbeddingRequest request) {
        return new InferenceRequest(
                request.id(),
                request.model(),
                new Input.Completion(String.join("\n", request.texts())),
                Sampling.GREEDY,
                new OutputFormat.Text(),
                1,
                request.timeout(),
                request.tenant(),
                request.dataClass());
    }
}
