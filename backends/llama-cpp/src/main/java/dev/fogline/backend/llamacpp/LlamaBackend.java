package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.chat.ChatFormat;
import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.Engine;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.engine.Running;
import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// One GGUF model in this process.
final class LlamaBackend implements Backend {

    private final Engine engine;
    private final Prompts prompts;
    private final ServedModel served;
    private final Ticker ticker;
    private final LongSupplier seeds;

    /// @param name the model is served under
    /// @param engine that runs the model, closed with this
    /// @param format empty if it only continues texts
    /// @param seeds for requests that name none
    LlamaBackend(
            String name,
            Engine engine,
            Optional<ChatFormat> format,
            Ticker ticker,
            LongSupplier seeds) {
        this.engine = engine;
        this.prompts = new Prompts(format);
        this.served = new ServedModel(name, engine.profile().slotTokens(), abilities(format));
        this.ticker = ticker;
        this.seeds = seeds;
    }

    @Override
    public List<ServedModel> models() {
        return List.of(served);
    }

    @Override
    public NodeState state(String name) {
        Load load = engine.load();
        long now = ticker.nanos();
        return load.open() && name.equals(served.name())
                ? new NodeState(
                        NodeState.Readiness.READY,
                        engine.profile().slots(),
                        load.running(),
                        load.queued(),
                        0,
                        now)
                : NodeState.down(now);
    }

    @Override
    public Answer generate(InferenceRequest request, String name, TokenSink sink)
            throws BackendException, InterruptedException {
        Generation generation = generation(request, name);
        var running = new AtomicReference<Running>(() -> {});
        var stream = new AnswerStream(() -> running.get().cancel());
        running.set(engine.generate(generation, stream));
        return switch (stream.drainTo(sink)) {
            case Ending.Finished finished ->
                    new Answer(finished.reason(), usage(finished), served.name());
            case Ending.Failed failed -> throw new BackendException(failed.fault());
            case Ending.Cancelled cancelled -> throw closed();
        };
    }

    @Override
    public OptionalInt countTokens(Input input, String name) {
        if (!name.equals(served.name()) || !engine.load().open()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(engine.countTokens(prompts.of(input)));
        } catch (BackendException cannotTell) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private Generation generation(InferenceRequest request, String name) throws BackendException {
        if (!name.equals(served.name())) {
            throw BackendException.of(
                    FaultKind.UNKNOWN_MODEL, "there is no model " + name + " here");
        }
        if (!(request.format() instanceof OutputFormat.Text)) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED, "the model cannot be held to JSON here");
        }
        if (!engine.load().open()) {
            throw closed();
        }
        return Generation.of(
                prompts.of(request.input()),
                request.maxOutputTokens(),
                request.sampling(),
                request.sampling().seed().orElseGet(seeds));
    }

    private static Usage usage(Ending.Finished finished) {
        return new Usage(
                finished.promptTokens(),
                finished.cachedPromptTokens(),
                finished.outputTokens(),
                0,
                Usage.Origin.COUNTED);
    }

    private static BackendException closed() {
        return BackendException.of(FaultKind.UNAVAILABLE, "the local engine is closed");
    }

    private static Set<Ability> abilities(Optional<ChatFormat> format) {
        var abilities = EnumSet.of(Ability.COMPLETION, Ability.PROBABILITIES);
        format.ifPresent(chat -> abilities.add(Ability.CHAT));
        return abilities;
    }
}
