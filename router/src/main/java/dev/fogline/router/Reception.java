package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import java.util.List;
import java.util.Optional;

/// One request's side of a flight: passes the pieces on to its client, on the request's thread.
///
/// A flight that fails fails for all its requests, with the fault it ended with. It has asked
/// whoever could be asked and repeated what the budget allowed; if each of a hundred requests did
/// that again, they would fall upon backends that are down or full already. And nothing of the
/// failure is one request's own: not its deadline, and not its client.
record Reception(Flight flight, Listener listener, ClientSink client) {

    private static final Fault LATE =
            Fault.of(FaultKind.TIMEOUT, "the request's deadline has passed");
    private static final Fault TOO_SLOW =
            Fault.of(
                    FaultKind.BROKEN_STREAM,
                    "the client reads too slowly for an answer that others get too");
    private static final Fault STOPPING = Fault.of(FaultKind.UNAVAILABLE, "the node is stopping");

    /// @throws InterruptedException if the thread was interrupted from outside; nothing runs on
    ///   that nobody else wants
    Outcome outcome() throws InterruptedException {
        client.whenGone(() -> flight.leave(listener));
        try {
            return received();
        } catch (SinkClosedException gone) {
            flight.leave(listener);
            return new Outcome.Cancelled(attempts());
        } catch (InterruptedException stopping) {
            flight.leave(listener);
            attempts(); // when these are there, nothing runs on
            throw stopping;
        }
    }

    private Outcome received() throws InterruptedException {
        Optional<Option.Single> speaking = Optional.empty();
        while (true) {
            switch (flight.next(listener)) {
                case Flight.Next.Piece(var origin, var chunk) -> {
                    if (speaking.isEmpty()) {
                        client.begin(origin);
                    } else if (!speaking.get().equals(origin)) {
                        client.goesOn(origin);
                    }
                    speaking = Optional.of(origin);
                    client.accept(chunk);
                }
                case Flight.Next.Over(var origin, var landing) -> {
                    if (speaking.isEmpty()) { // an answer without content
                        origin.ifPresent(client::begin);
                    }
                    return outcome(landing);
                }
                case Flight.Next.Left left -> {
                    return new Outcome.Cancelled(attempts());
                }
                case Flight.Next.Late late -> {
                    flight.leave(listener);
                    return new Outcome.Failed(LATE, attempts());
                }
                case Flight.Next.CutOff cut -> {
                    return new Outcome.Failed(TOO_SLOW, List.of());
                }
            }
        }
    }

    private Outcome outcome(Flight.Landing landing) throws InterruptedException {
        return switch (landing(landing)) {
            case Outcome.Completed completed when flight.carries(listener) -> completed;
            case Outcome.Completed completed ->
                    new Outcome.Shared(completed.served().option(), completed.answer());
            case Outcome.Shared shared -> shared;
            case Outcome.Failed failed -> new Outcome.Failed(failed.fault(), attempts());
            case Outcome.Cancelled cancelled -> new Outcome.Failed(STOPPING, attempts());
        };
    }

    /// Those of the flight, of which one request has all and the others none.
    private List<Attempt> attempts() throws InterruptedException {
        return flight.carries(listener) ? landing(flight.landed()).attempts() : List.of();
    }

    private static Outcome landing(Flight.Landing landing) {
        return switch (landing) {
            case Flight.Landed(Outcome outcome) -> outcome;
            case Flight.Crashed(Throwable bug) ->
                    throw new IllegalStateException("a shared generation threw", bug);
        };
    }
}
