package dev.fogline.router;

import dev.fogline.spi.request.InferenceRequest;
import java.util.Optional;

/// A request as it comes in at the door, with what the client wants of the router rather than of a
/// model.
///
/// @param policy the name of the policy that shall decide; empty to leave that to the rules
/// @param reuse whether it may be another request's answer
public record Call(InferenceRequest request, Optional<String> policy, Reuse reuse) {

    /// One that leaves everything to the rules.
    public static Call of(InferenceRequest request) {
        return new Call(request, Optional.empty(), Reuse.ALLOWED);
    }

    /// Whether answers are shared between this request and equal ones, where the node does that.
    public enum Reuse {
        /// It may have the answer of another request, and others its own.
        ALLOWED,
        /// It is asked anew; others may have its answer.
        RENEWED,
        /// It is asked anew, and nobody else has its answer.
        NEVER
    }
}
