package dev.fogline.router;

import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.function.LongSupplier;

/// A request on its way through all its attempts.
///
/// @param request what to answer
/// @param features of it
/// @param conduct what the policy says of carrying out
/// @param deadlineNanos on the router's clock; may move later while others come to want the answer
/// @param turn among members of a pool, which its decision drew; ≥ 0
/// @param client who gets the answer
record Task(
        InferenceRequest request,
        Features features,
        Conduct conduct,
        LongSupplier deadlineNanos,
        long turn,
        ClientSink client) {

    /// The same for all who are on a flight.
    Task of(Flight flight) {
        return new Task(request, features, conduct, flight::deadlineNanos, turn, flight);
    }

    /// The same for a client that somebody listens in on.
    Task with(ClientSink client) {
        return new Task(request, features, conduct, deadlineNanos, turn, client);
    }

    /// One whose deadline stays.
    Task(
            InferenceRequest request,
            Features features,
            Conduct conduct,
            long deadlineNanos,
            long turn,
            ClientSink client) {
        this(request, features, conduct, () -> deadlineNanos, turn, client);
    }
}
