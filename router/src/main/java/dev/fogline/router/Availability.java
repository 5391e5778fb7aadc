package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Objection;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Objects to candidates that are down, and tells when they may be asked again, where that is known
/// as one decision sees it.
///
/// @param rests how much longer a candidate is left alone, by its key: after its faults, or because
///   its backend asks for it; positive
record Availability(Map<String, Duration> rests) implements Constraint {

    /// Nobody rests.
    static final Availability UNRESTED = new Availability(Map.of());

    Availability {
        rests = Map.copyOf(rests);
    }

    @Override
    public String name() {
        return "availability";
    }

    @Override
    public Optional<Objection> objection(
            InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
        return candidate.node().readiness() == NodeState.Readiness.DOWN
                ? Optional.of(
                        new Objection(
                                name(),
                                FaultKind.UNAVAILABLE,
                                candidate.backend() + " is not available",
                                Optional.ofNullable(rests.get(candidate.key()))))
                : Optional.empty();
    }
}
