package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.Asked.Delivery;
import dev.fogline.edge.openai.Figures;
import dev.fogline.edge.openai.Wire;
import dev.fogline.router.CacheStatus;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Sends an answer as server-sent events, one flush each.
final class StreamSink implements AnswerSink {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Opening opening;
    private final Delivery delivery;
    private final Wire wire;
    private final Exchange exchange;
    private final Line line;
    private final ServerResponse response;
    private @Nullable Open open;

    StreamSink(
            Opening opening,
            Delivery delivery,
            Wire wire,
            Exchange exchange,
            Line line,
            ServerResponse response) {
        this.opening = opening;
        this.delivery = delivery;
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
        exchange.put(response, opening.headers(option));
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
        response.header("x-accel-buffering", "no");
        open = new Open(response.outputStream(), opening.head(option));
        line.begin(open.out);
    }

    /// What was sent keeps the name of whoever said it; the id stays.
    @Override
    public void goesOn(Option.Single option) {
        opened().head = opening.head(option);
    }

    @Override
    public void accept(Chunk chunk) {
        Open stream = opened();
        if (chunk.hasContent() || !chunk.probabilities().isEmpty()) {
            write(wire.piece(stream.head, chunk, stream.first));
            stream.first = false;
        }
    }

    @Override
    public void end(Outcome.Completed completed) {
        end(completed.answer(), Figures.json(opening.id(), completed));
    }

    @Override
    public void end(Outcome.Shared shared) {
        end(shared.answer(), Figures.json(opening.id(), shared));
    }

    private void end(Answer answer, ObjectNode figures) {
        Open stream = opened();
        try {
            ObjectNode end = wire.end(stream.head, answer);
            if (delivery == Delivery.STREAM_WITH_USAGE) {
                write(end);
                end = wire.usageOnly(stream.head, answer.usage());
            }
            end.set("fogline", figures);
            write(end);
            line.end();
            stream.out.write(DONE);
            stream.out.close();
        } catch (IOException | SinkClosedException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        }
    }

    /// Once begun, the body is left without its terminating chunk: clients that do not know the
    /// error event see that the answer is broken.
    @Override
    public void fail(ApiError error) {
        Open stream = open;
        if (stream == null) {
            line.end();
            response.header("x-fogline-decision-id", opening.id());
            exchange.send(response, error);
            return;
        }
        try {
            write(error.json());
        } catch (SinkClosedException gone) {
            // it will see nothing either way
        }
        line.end();
        throw new CloseConnectionException("the answer broke off: " + error.code());
    }

    private Open opened() {
        Open stream = open;
        if (stream == null) {
            throw new IllegalStateException("the answer has not begun");
        }
        return stream;
    }

    private void write(JsonNode document) {
        try {
            line.send(EventBytes.of(DATA, exchange.json().bytes(document)));
        } catch (IOException | UncheckedIOException | CloseConnectionException gone) {
            throw new SinkClosedException(gone);
        }
    }

    private static final class Open {
        private final OutputStream out;
        private Wire.Head head;
        private boolean first = true;

        private Open(OutputStream out, Wire.Head head) {
            this.out = out;
            this.head = head;
        }
    }
}
