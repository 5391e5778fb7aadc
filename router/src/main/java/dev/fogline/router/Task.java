package dev.fogline.router;

import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;

/// A request on its way through all its attempts.
///
/// @param request what to answer
/// @param features of it
/// @param conduct what the policy says of carrying out
/// @param deadlineNanos on the router's clock
/// @param client who gets the answer
record Task(
        InferenceRequest request,
        Features features,
        Conduct conduct,
        long deadlineNanos,
        ClientSink client) {}
