package dev.fogline.router;

import dev.fogline.spi.request.InferenceRequest;

/// What all attempts for one request have in common.
///
/// @param request what to answer
/// @param conduct how attempts are watched
/// @param deadlineNanos on the router's clock
/// @param client who gets the answer
record Task(InferenceRequest request, Conduct conduct, long deadlineNanos, ClientSink client) {}
