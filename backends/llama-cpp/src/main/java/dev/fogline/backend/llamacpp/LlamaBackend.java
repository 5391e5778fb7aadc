package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.chat.AnswerParser;
import dev.fogline.backend.llamacpp.chat.CallId;
import dev.fogline.backend.llamacpp.chat.ChatPrompt;
import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.residency.Residency;
import dev.fogline.backend.llamacpp.worker.WorkerProcess;
import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;

/// GGUF models, each in a process of its own.
final class LlamaBackend implements Backend {

    /// How long a new or changed file may go unnoticed.
    private static final long REFRESH_MILLIS = 2000;

    private static final System.Logger LOG = System.getLogger(LlamaBackend.class.getPackageName());

    /// Texts a worker is given at once: its heap is small, and vectors of 4,096 numbers are 16 KB.
    private static final int CALL_TEXTS = 64;

    private static final Fault UNASKED =
            Fault.of(FaultKind.INTERNAL, "the local engine answered something else");

    private final LocalModels models;
    private final Residency residency;
    private final Ticker ticker;
    private final LongSupplier seeds;
    private final Thread refresher;

    /// @param models refreshed by this from now on
    /// @param residency of these models, closed with this
    /// @param seeds for requests that name none
    LlamaBackend(LocalModels models, Residency residency, Ticker ticker, LongSupplier seeds) {
        this.models = models;
        this.residency = residency;
        this.ticker = ticker;
        this.seeds = seeds;
        this.refresher = Thread.ofVirtual().name("llama-files").start(this::refresh);
    }

    @Override
    public List<ServedModel> models() {
        return models.served();
    }

    @Override
    public NodeState state(String name) {
        return models.find(name)
                .map(model -> model.resident().state())
                .orElseGet(() -> NodeState.down(ticker.nanos()));
    }

    @Override
    public Answer generate(InferenceRequest request, String name, TokenSink sink)
            throws BackendException, InterruptedException {
        LocalModel model = model(name);
        ChatPrompt prompt = model.prompts().of(request.input());
        Generation generation = generation(request, prompt);
        AnswerParser parser = prompt.reading().parser(() -> CallId.of(seeds.getAsLong()));
        WorkerProcess worker = model.resident().lease();
        try {
            AnswerStream answer = worker.generate(generation);
            return switch (answer.drainTo(chunk -> parser.next(chunk).forEach(sink::accept))) {
                case Ending.Finished finished -> {
                    parser.finish().forEach(sink::accept);
                    yield new Answer(reason(finished, parser), usage(finished), name);
                }
                case Ending ending -> throw fault(ending);
            };
        } finally {
            model.resident().release();
        }
    }

    @Override
    public Embeddings embed(EmbeddingRequest request, String name)
            throws BackendException, InterruptedException {
        LocalModel model = model(name);
        if (!model.served().abilities().contains(Ability.EMBEDDINGS)) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED,
                    "the model is not set up to embed texts; the setting embeddings does it");
        }
        List<Prompt> texts = request.texts().stream().map(LlamaBackend::plain).toList();
        WorkerProcess worker = model.resident().lease();
        try {
            var vectors = new ArrayList<float[]>();
            int tokens = 0;
            for (int from = 0; from < texts.size(); from += CALL_TEXTS) {
                int to = Math.min(from + CALL_TEXTS, texts.size());
                Ending.Embedded part = embed(worker, texts.subList(from, to));
                vectors.addAll(part.vectors());
                tokens += part.tokens();
            }
            return new Embeddings(vectors, Usage.counted(tokens, 0), name);
        } finally {
            model.resident().release();
        }
    }

    private static Ending.Embedded embed(WorkerProcess worker, List<Prompt> texts)
            throws BackendException, InterruptedException {
        return switch (worker.embed(texts).drainTo(piece -> {})) {
            case Ending.Embedded embedded -> embedded;
            case Ending ending -> throw fault(ending);
        };
    }

    /// What looks like a special token in it is text.
    private static Prompt plain(String text) {
        return new Prompt.Text(List.of(new PromptSpan(PromptSpan.Kind.TEXT, text)));
    }

    private static BackendException fault(Ending ending) {
        return switch (ending) {
            case Ending.Failed failed -> new BackendException(failed.fault());
            case Ending.Cancelled cancelled ->
                    BackendException.of(FaultKind.UNAVAILABLE, "the local engine is closed");
            case Ending.Finished unasked -> new BackendException(UNASKED);
            case Ending.Embedded unasked -> new BackendException(UNASKED);
        };
    }

    /// Loads it; it then stays as long as its keeping says.
    @Override
    public void warm(String name) throws BackendException, InterruptedException {
        LocalModel model = model(name);
        model.resident().lease();
        model.resident().release();
    }

    /// Only for models in memory: it is not worth loading one.
    @Override
    public OptionalInt countTokens(Input input, String name) {
        Optional<LocalModel> model = models.find(name);
        Optional<WorkerProcess> worker = model.flatMap(known -> known.resident().loaded());
        if (worker.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(
                    worker.get().countTokens(model.orElseThrow().prompts().of(input).text()));
        } catch (BackendException cannotTell) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        refresher.interrupt();
        residency.close();
    }

    private LocalModel model(String name) throws BackendException {
        return models.find(name)
                .orElseThrow(
                        () ->
                                BackendException.of(
                                        FaultKind.UNKNOWN_MODEL,
                                        "there is no model " + name + " here"));
    }

    private Generation generation(InferenceRequest request, ChatPrompt prompt)
            throws BackendException {
        Optional<Grammar> format = OutputGrammar.of(request.format());
        Optional<Grammar> calls = prompt.grammar();
        if (format.isPresent() && calls.isPresent()) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED,
                    "an answer that may call tools cannot be held to a format here");
        }
        return new Generation(
                prompt.text(),
                request.maxOutputTokens(),
                request.sampling(),
                request.sampling().seed().orElseGet(seeds),
                calls.or(() -> format),
                prompt.specialTexts() ? Set.of(Generation.Trait.SPECIAL_TEXTS) : Set.of());
    }

    private static FinishReason reason(Ending.Finished finished, AnswerParser parser) {
        boolean called = parser.called() && finished.reason() == FinishReason.STOP;
        return called ? FinishReason.TOOL_CALLS : finished.reason();
    }

    private void refresh() {
        try {
            while (true) {
                Thread.sleep(REFRESH_MILLIS);
                models.refresh((file, wrong) -> LOG.log(Level.WARNING, wrong.getMessage()));
            }
        } catch (InterruptedException closed) {
            // no more to look for
        }
    }

    private static Usage usage(Ending.Finished finished) {
        return new Usage(
                finished.promptTokens(),
                finished.cachedPromptTokens(),
                finished.outputTokens(),
                0,
                Usage.Origin.COUNTED);
    }
}
