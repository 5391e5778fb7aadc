package dev.fogline.edge.door;

import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.Asked;
import dev.fogline.edge.openai.RequestParser;
import dev.fogline.edge.openai.Wire;
import dev.fogline.router.Call;
import dev.fogline.router.ClientSink;
import dev.fogline.router.DecisionJson;
import dev.fogline.router.Router;
import dev.fogline.spi.Outcome;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.InstantSource;

/// The endpoints that take a prompt.
final class Answers {

    private final Router router;
    private final Exchange exchange;
    private final Arrivals arrivals;
    private final Connections connections;
    private final InstantSource wallClock;

    Answers(
            Router router,
            Exchange exchange,
            Arrivals arrivals,
            Connections connections,
            InstantSource wallClock) {
        this.router = router;
        this.exchange = exchange;
        this.arrivals = arrivals;
        this.connections = connections;
        this.wallClock = wallClock;
    }

    void chat(ServerRequest request, ServerResponse response) throws IOException {
        answer(arrivals.read(request, RequestParser::chat), response);
    }

    void completion(ServerRequest request, ServerResponse response) throws IOException {
        answer(arrivals.read(request, RequestParser::completion), response);
    }

    void explain(ServerRequest request, ServerResponse response) throws IOException {
        Asked asked = arrivals.read(request, RequestParser::chat);
        exchange.send(response, 200, DecisionJson.of(router.explain(call(asked))));
    }

    private void answer(Asked asked, ServerResponse response) {
        ReadAhead connection = connections.own();
        Line line = connection.line();
        AnswerSink sink = sink(asked, line, response);
        try {
            switch (outcome(asked, new Attended(sink, connection, line))) {
                case Outcome.Completed completed -> sink.end(completed);
                case Outcome.Shared shared -> sink.end(shared);
                case Outcome.Failed failed -> sink.fail(ApiError.of(failed.fault()));
                case Outcome.Cancelled cancelled ->
                        throw new CloseConnectionException("the client is gone");
            }
        } finally {
            line.end();
        }
    }

    private AnswerSink sink(Asked asked, Line line, ServerResponse response) {
        var opening = new Opening(asked.request().id(), wallClock);
        var wire = Wire.of(asked.request().input());
        return asked.delivery().streams()
                ? new StreamSink(opening, asked.delivery(), wire, exchange, line, response)
                : new WholeSink(opening, wire, exchange, line, response);
    }

    private static Call call(Asked asked) {
        return new Call(asked.request(), asked.policy(), asked.reuse());
    }

    private Outcome outcome(Asked asked, ClientSink client) {
        try {
            return router.handle(call(asked), client).outcome();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the node is stopping", stopping);
        }
    }
}
