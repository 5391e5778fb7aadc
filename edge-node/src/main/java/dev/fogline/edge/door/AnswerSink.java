package dev.fogline.edge.door;

import dev.fogline.edge.openai.ApiError;
import dev.fogline.router.ClientSink;
import dev.fogline.spi.Outcome;

/// The client's side of one answer, from the decision to its end.
sealed interface AnswerSink extends ClientSink permits StreamSink, WholeSink {

    /// The answer has ended well.
    void end(Outcome.Completed completed);

    /// The answer of another request has ended well.
    void end(Outcome.Shared shared);

    /// The answer has not; what was sent already must not look whole.
    void fail(ApiError error);
}
