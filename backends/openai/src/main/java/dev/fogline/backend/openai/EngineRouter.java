package dev.fogline.backend.openai;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Optional;

/// What is said to a router of the engine's own, such as llm-d's, and what it says (header names of
/// llm-d's router from 0.9 on).
///
/// @param firstTokenMillis by when it should bring the first token; empty to say nothing
/// @param tokenMillis how far apart tokens should be; empty to say nothing
record EngineRouter(Optional<Integer> firstTokenMillis, Optional<Integer> tokenMillis) {

    static final String DROPPED = "x-llm-d-request-dropped-reason";

    /// A reason that begins so says that nothing was done yet; others begin with `evicted-`.
    private static final String REJECTED = "rejected-";

    /// Lines of a request's head; empty if there is nothing to say.
    String headers() {
        return header("x-llm-d-slo-ttft-ms", firstTokenMillis)
                + header("x-llm-d-slo-tpot-ms", tokenMillis);
    }

    private static String header(String name, Optional<Integer> millis) {
        return millis.map(value -> name + ": " + value + "\r\n").orElse("");
    }

    /// What a refusal means that gives its reason: where nothing was done it is too much load, and
    /// somebody else can be asked at once; what was dropped in the midst of its work has cost that.
    ///
    /// @param reason the header [#DROPPED]
    static Fault dropped(String reason, Optional<Duration> retryAfter) {
        String word = reason.replaceAll("[^a-zA-Z0-9_-]", "");
        return reason.startsWith(REJECTED)
                ? new Fault(
                        FaultKind.OVERLOADED,
                        "the engine's router did not take the request: " + word,
                        retryAfter)
                : new Fault(
                        FaultKind.UNAVAILABLE,
                        "the engine's router dropped the request: " + word,
                        retryAfter);
    }
}
