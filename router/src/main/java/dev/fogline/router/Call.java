package dev.fogline.router;

import dev.fogline.spi.request.InferenceRequest;
import java.util.Optional;

/// A request as it comes in at the door, with what the client wants of the router rather than of a
/// model.
///
/// @param policy the name of the policy that shall decide; empty to leave that to the rules
public record Call(InferenceRequest request, Optional<String> policy) {

    /// One that leaves everything to the rules.
    public static Call of(InferenceRequest request) {
        return new Call(request, Optional.empty());
    }
}
