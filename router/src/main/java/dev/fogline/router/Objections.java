package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.Objection;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What speaks against a candidate. Pure, as long as the constraints are; one that throws objects.
record Objections(List<Constraint> constraints) {

    Objections {
        constraints = List.copyOf(constraints);
    }

    /// These and one more, told last.
    Objections and(Constraint constraint) {
        return new Objections(Stream.concat(constraints.stream(), Stream.of(constraint)).toList());
    }

    /// These, with what is known of the rests now.
    Objections given(Availability availability) {
        return availability.rests().isEmpty()
                ? this
                : new Objections(
                        constraints.stream()
                                .map(one -> one instanceof Availability ? availability : one)
                                .toList());
    }

    /// In the order of the constraints; empty if the request may go there.
    List<Objection> to(
            InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
        var objections = new ArrayList<Objection>();
        for (Constraint constraint : constraints) {
            objection(constraint, request, features, candidate, nowNanos)
                    .ifPresent(objections::add);
        }
        return objections;
    }

    private static Optional<Objection> objection(
            Constraint constraint,
            InferenceRequest request,
            Features features,
            Candidate candidate,
            long nowNanos) {
        try {
            return constraint.objection(request, features, candidate, nowNanos);
        } catch (RuntimeException | LinkageError thrown) {
            // without its message, in which a plugin may have quoted the prompt
            return Optional.of(
                    new Objection(
                            constraint.name(),
                            FaultKind.INTERNAL,
                            "the constraint threw " + thrown.getClass().getSimpleName()));
        }
    }
}
