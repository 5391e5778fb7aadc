package dev.fogline.spi;

import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.Optional;

/// A hard no.
///
/// Answers: *may this request go to this candidate at all?* What is merely worse is left to
/// [Policy].
///
/// **Called** once per candidate and request, concurrently, on the request's thread. **Pure**: no
/// clock, randomness, IO or logging. One that throws counts as an objection: constraints fail
/// closed.
public interface Constraint {

    /// The word for it in explanations and metrics, such as `privacy`; constant, kebab-case.
    String name();

    /// @return why the request may not go there, or empty if nothing speaks against it
    Optional<Objection> objection(
            InferenceRequest request, Features features, Candidate candidate, long nowNanos);
}
