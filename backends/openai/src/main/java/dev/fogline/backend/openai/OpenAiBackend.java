package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.util.List;
import java.util.OptionalInt;

/// A server that speaks OpenAI's HTTP interface.
///
/// One call of [#generate] is one HTTP request on the calling thread. That thread should be
/// virtual: only there does an interrupt reach a read that blocks.
final class OpenAiBackend implements Backend {

    private final OpenAiSettings settings;
    private final Wire wire;
    private final Standing standing;
    private final Probe probe;
    private volatile boolean closed;

    OpenAiBackend(OpenAiSettings settings, Ticker ticker) {
        this.settings = settings;
        this.wire = new Wire(settings);
        this.standing = new Standing(settings, ticker);
        this.probe = new Probe(settings, wire, standing, ticker);
        probe.start();
    }

    @Override
    public List<ServedModel> models() {
        return standing.models();
    }

    @Override
    public NodeState state(String model) {
        return standing.state(model);
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the request was sent");
        }
        admit(model);
        byte[] body = RequestJson.of(request, model);
        standing.started();
        try {
            return ask(request, model, body, sink);
        } finally {
            standing.ended();
        }
    }

    @Override
    public OptionalInt countTokens(Input input, String model) {
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        closed = true;
        probe.stop();
        standing.unreachable();
        wire.close();
    }

    private void admit(String model) throws BackendException {
        if (closed) {
            throw BackendException.of(FaultKind.UNAVAILABLE, "the backend is closed");
        }
        if (standing.knows(model)) {
            return;
        }
        if (standing.models().isEmpty()) {
            throw BackendException.of(
                    FaultKind.UNAVAILABLE, "the server has not listed its models yet");
        }
        throw BackendException.of(FaultKind.UNKNOWN_MODEL, "the server serves no such model");
    }

    private Answer ask(InferenceRequest request, String model, byte[] body, TokenSink sink)
            throws BackendException, InterruptedException {
        try (Reply reply = send(request, body)) {
            if (!reply.good()) {
                ErrorBody error = ErrorBody.of(reply.head()).hiding(settings.apiKey());
                throw new BackendException(Faults.of(reply.status(), error, reply.retryAfter()));
            }
            standing.answered();
            var progress = new Progress(request.input(), model, sink);
            if (reply.json()) {
                return whole(reply, progress);
            }
            return new EventStream(reply, settings).into(progress);
        }
    }

    private Reply send(InferenceRequest request, byte[] body)
            throws BackendException, InterruptedException {
        var uri =
                switch (request.input()) {
                    case Input.Chat _ -> settings.endpoint().chat();
                    case Input.Completion _ -> settings.endpoint().completions();
                };
        try {
            return wire.post(uri, body);
        } catch (WireException failed) {
            if (failed.unreachable()) {
                standing.unreachable();
            }
            throw failed.beforeHeaders();
        }
    }

    private Answer whole(Reply reply, Progress progress)
            throws BackendException, InterruptedException {
        try {
            JsonNode answer = Json.object(reply.all(settings.maxEventBytes()));
            progress.accept(answer, settings.apiKey());
            return progress.end();
        } catch (WireException failed) {
            throw failed.afterHeaders();
        }
    }
}
