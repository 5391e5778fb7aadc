package dev.fogline.edge.openai;

import dev.fogline.router.Call;
import dev.fogline.spi.request.InferenceRequest;
import java.util.Optional;

/// A parsed request with what only the door needs to know.
///
/// @param policy that the client wants to decide; empty to leave that to the node
/// @param reuse whether it may be another request's answer
/// @param delivery how the client wants the answer
public record Asked(
        InferenceRequest request, Optional<String> policy, Call.Reuse reuse, Delivery delivery) {

    /// How an answer is sent.
    public enum Delivery {
        /// As one JSON document.
        WHOLE,
        /// As server-sent events.
        STREAM,
        /// As server-sent events, with the tokens used in a last one.
        STREAM_WITH_USAGE;

        public boolean streams() {
            return this != WHOLE;
        }
    }
}
