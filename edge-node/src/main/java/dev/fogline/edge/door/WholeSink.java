package dev.fogline.edge.door;

import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.Figures;
import dev.fogline.edge.openai.Wire;
import dev.fogline.router.CacheStatus;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers an answer and sends it as one JSON document. Nothing is sent before the end, so a late
/// fault still gets its proper status.
final class WholeSink implements AnswerSink {

    /// No context of today holds so many tokens; a backend that sends more has lost its way.
    private static final int MAX_CHUNKS = 4_000_000;

    private final Opening opening;
    private final Wire wire;
    private final Exchange exchange;
    private final Line line;
    private final ServerResponse response;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private Wire.@Nullable Head head;

    WholeSink(Opening opening, Wire wire, Exchange exchange, Line line, ServerResponse response) {
        this.opening = opening;
        this.wire = wire;
        this.exchange = exchange;
        this.line = line;
        this.response = response;
    }

    @Override
    public void decided(Decision decision) {
        opening.decided(decision);
    }

    @Override
    public void cached(CacheStatus status) {
        opening.cached(status);
    }

    @Override
    public void begin(Option.Single option) {
        headers.putAll(opening.headers(option));
        head = opening.head(option);
    }

    /// One document has one name: of whoever ended the answer.
    @Override
    public void goesOn(Option.Single option) {
        begin(option);
    }

    @Override
    public void accept(Chunk chunk) {
        if (chunks.size() == MAX_CHUNKS) {
            throw new SinkClosedException(
                    new IllegalStateException("more than " + MAX_CHUNKS + " pieces"));
        }
        chunks.add(chunk);
    }

    @Override
    public void end(Outcome.Completed completed) {
        end(completed.answer(), Figures.measured(completed));
    }

    @Override
    public void end(Outcome.Shared shared) {
        end(shared.answer(), Figures.shared());
    }

    private void end(Answer answer, Map<String, String> figures) {
        Wire.Head begun = head;
        if (begun == null) {
            throw new IllegalStateException("the answer has not begun");
        }
        line.end();
        headers.putAll(figures);
        exchange.send(response, 200, wire.whole(begun, chunks, answer), headers);
    }

    @Override
    public void fail(ApiError error) {
        line.end();
        response.header("x-fogline-decision-id", opening.id());
        exchange.send(response, error);
    }
}
