package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// A server that speaks OpenAI's HTTP interface.
///
/// One call of [#generate] or [#embed] is one HTTP request on the calling thread. That thread
/// should be virtual: only there does an interrupt reach a read that blocks.
final class OpenAiBackend implements Backend {

    private final OpenAiSettings settings;
    private final Wire wire;
    private final Wire.Target chat;
    private final Wire.Target completions;
    private final Wire.Target embeddings;
    private final Standing standing;
    private final Beacon beacon;
    private final Probe probe;
    private final InstantSource wallClock;
    private volatile boolean closed;

    OpenAiBackend(OpenAiSettings settings, Ticker ticker, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
        this.wire = new Wire(settings, ticker);
        this.chat = wire.target("POST", settings.endpoint().chat());
        this.completions = wire.target("POST", settings.endpoint().completions());
        this.embeddings = wire.target("POST", settings.endpoint().embeddings());
        this.standing = new Standing(settings, ticker);
        this.beacon =
                new Beacon(
                        settings,
                        wire,
                        standing,
                        ticker,
                        () -> ThreadLocalRandom.current().nextDouble());
        this.probe = new Probe(settings, wire, standing, beacon, ticker);
        probe.start();
        beacon.start();
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
        if (request.input() instanceof Input.Begun && !standing.can(model, Ability.CONTINUATION)) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED,
                    "the server is not set up to go on with a text; the setting continues does it");
        }
        byte[] body = RequestJson.of(request, model);
        Standing.Asked asked =
                standing.started(model, Usages.estimated(request.input().texts()).promptTokens());
        try {
            return ask(
                    request,
                    model,
                    body,
                    chunk -> {
                        if (chunk.hasContent()) {
                            asked.read();
                        }
                        sink.accept(chunk);
                    });
        } finally {
            asked.ended();
        }
    }

    @Override
    public Embeddings embed(EmbeddingRequest request, String model)
            throws BackendException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the request was sent");
        }
        admit(model);
        if (!standing.can(model, Ability.EMBEDDINGS)) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED,
                    "the model does not embed texts; if it does, the setting abilities says so");
        }
        Standing.Asked asked = standing.started(model, 0);
        try (Reply reply = answer(embeddings, EmbeddingJson.of(request.texts(), model))) {
            return EmbeddingJson.read(object(reply), request.texts(), model);
        } finally {
            asked.ended();
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
        beacon.stop();
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
        var target =
                switch (request.input()) {
                    case Input.Chat _, Input.Begun _ -> chat;
                    case Input.Completion _ -> completions;
                };
        try (Reply reply = answer(target, body)) {
            var progress = new Progress(request.input(), model, sink);
            if (reply.json()) {
                progress.accept(object(reply), settings.apiKey());
                return progress.end();
            }
            return new EventStream(reply, settings).into(progress);
        }
    }

    /// A reply that is good so far.
    private Reply answer(Wire.Target target, byte[] body)
            throws BackendException, InterruptedException {
        Reply reply = send(target, body);
        if (reply.good()) {
            standing.answered();
            return reply;
        }
        try (reply) {
            ErrorBody error = ErrorBody.of(reply.head()).hiding(settings.apiKey());
            Optional<Duration> retryAfter = reply.retryAfter(wallClock.instant());
            throw new BackendException(
                    reply.droppedReason()
                            .map(reason -> EngineRouter.dropped(reason, retryAfter))
                            .orElseGet(() -> Faults.of(reply.status(), error, retryAfter)));
        }
    }

    private Reply send(Wire.Target target, byte[] body)
            throws BackendException, InterruptedException {
        try {
            return wire.post(target, body);
        } catch (WireException failed) {
            if (failed.unreachable()) {
                standing.unreachable();
            }
            throw failed.beforeHeaders();
        }
    }

    private JsonNode object(Reply reply) throws BackendException, InterruptedException {
        try {
            return Json.object(reply.all(settings.maxEventBytes()));
        } catch (WireException failed) {
            throw failed.afterHeaders();
        }
    }
}
