package dev.fogline.edge.door;

import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.AskedEmbeddings;
import dev.fogline.edge.openai.EmbeddingParser;
import dev.fogline.edge.openai.EmbeddingWire;
import dev.fogline.edge.openai.Figures;
import dev.fogline.router.EmbeddingOutcome;
import dev.fogline.router.Router;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/// The endpoint that turns texts into vectors.
final class Vectors {

    private static final String TEXT_FIELD = "input";

    private final Router router;
    private final Exchange exchange;
    private final Arrivals arrivals;
    private final Connections connections;

    Vectors(Router router, Exchange exchange, Arrivals arrivals, Connections connections) {
        this.router = router;
        this.exchange = exchange;
        this.arrivals = arrivals;
        this.connections = connections;
    }

    void embed(ServerRequest request, ServerResponse response) throws IOException {
        AskedEmbeddings asked = arrivals.read(request, EmbeddingParser::of);
        switch (outcome(asked)) {
            case EmbeddingOutcome.Cancelled cancelled ->
                    throw new CloseConnectionException("the client is gone");
            case EmbeddingOutcome.Failed failed ->
                    exchange.send(response, ApiError.of(failed.fault(), TEXT_FIELD));
            case EmbeddingOutcome.Served served -> {
                asked.check(served.embeddings());
                exchange.send(
                        response,
                        200,
                        EmbeddingWire.document(
                                served.candidate().model().name(),
                                served.embeddings(),
                                asked.encoding()),
                        Figures.measured(served));
            }
        }
    }

    private EmbeddingOutcome outcome(AskedEmbeddings asked) {
        ReadAhead connection = connections.own();
        Line line = connection.line();
        try {
            return router.embed(asked.request(), notice -> connection.whenGone(line, notice));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the node is stopping", stopping);
        } finally {
            line.end();
        }
    }
}
