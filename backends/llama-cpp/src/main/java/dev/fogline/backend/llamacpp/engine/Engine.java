package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.LlamaLibrary;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.gguf.AdapterHeader;
import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Runs one model: several answers at a time, vectors beside them. Thread-safe.
///
/// It ends when the process does: exit runs the destructors of the native library, and a step under
/// way would crash in them.
public final class Engine implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long WARM_UP_NANOS = 100_000_000;

    private static final Generation WARM_UP =
            new Generation(
                    new Prompt.Tokens(new int[] {0, 0}),
                    64,
                    Sampling.GREEDY,
                    0,
                    Optional.empty(),
                    Set.of(Generation.Trait.ENDLESS));

    private final Model model;
    private final Profile profile;
    private final Optional<Generator> generator;
    private final Optional<Embedder> embedder;
    private final Thread atExit = new Thread(this::stop, "llama-exit");

    private Engine(
            Model model,
            EngineOptions options,
            long startedNanos,
            LongSupplier nanos,
            Runnable afterStep) {
        int trainedTokens = model.trainedContextTokens();
        this.model = model;
        this.generator =
                options.uses().contains(Use.GENERATION)
                        ? Optional.of(
                                new Generator(
                                        model,
                                        options.decoder(trainedTokens),
                                        options.queue(),
                                        nanos,
                                        afterStep))
                        : Optional.empty();
        this.embedder =
                options.uses().contains(Use.EMBEDDINGS)
                        ? Optional.of(embedder(options, nanos, afterStep))
                        : Optional.empty();
        this.profile =
                new Profile(
                        options.slotTokens(trainedTokens),
                        generator.isPresent() ? options.slots() : 1,
                        model.vocabularySize(),
                        (nanos.getAsLong() - startedNanos) / NANOS_PER_MILLI);
    }

    private Embedder embedder(EngineOptions options, LongSupplier nanos, Runnable afterStep) {
        try {
            return new Embedder(
                    model,
                    options.embedding(model.trainedContextTokens()),
                    options.queue(),
                    nanos,
                    afterStep);
        } catch (RuntimeException e) {
            generator.ifPresent(Generator::discard);
            throw e;
        }
    }

    /// Loads a model, takes the memory it needs and starts its threads; takes from milliseconds to
    /// minutes, with the size of the file.
    ///
    /// @param nanos a clock
    /// @param afterStep told by the engine's threads when they have put all events of a step
    /// @throws LlamaException if llama.cpp refuses the file or an adapter, or memory is short
    /// @throws IllegalArgumentException if options do not go with the model
    public static Engine open(
            LlamaLibrary library, EngineOptions options, LongSupplier nanos, Runnable afterStep) {
        long started = nanos.getAsLong();
        Model model = Model.load(library, options.file(), options.loading());
        try {
            if (options.uses().contains(Use.GENERATION) && !model.goesOn()) {
                throw new LlamaException(
                        options.file() + " does not go on with a text: it is an encoder");
            }
            adapt(model, options.adapters());
            var engine = new Engine(model, options, started, nanos, afterStep);
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            engine.generator.ifPresent(Generator::start);
            engine.embedder.ifPresent(Embedder::start);
            return engine;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static void adapt(Model model, List<Adapter> adapters) {
        for (Adapter adapter : adapters) {
            try {
                AdapterHeader.read(adapter.file()).requireFor(model.architecture());
            } catch (GgufException unfit) {
                throw new LlamaException(unfit.getMessage(), unfit);
            }
            model.adapt(adapter.file(), adapter.scale());
        }
    }

    /// Starts a generation.
    ///
    /// @param outlet where its pieces and its ending go
    /// @throws BackendException if slots and queue are full, the prompt does not fit, the grammar
    ///   is wrong, or this is closed; nothing went to the outlet
    public Running generate(Generation generation, Outlet outlet) throws BackendException {
        if (generator.isEmpty()) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED, "the model turns texts into vectors and does no more");
        }
        return generator.get().generate(generation, tokens(generation.prompt()), outlet);
    }

    /// Starts turning texts into vectors of length 1.
    ///
    /// @param texts at least one
    /// @param outlet where its only event goes, an [Ending.Embedded] if all goes well
    /// @throws BackendException if a text does not fit, the queue is full, this does not embed, or
    ///   is closed; nothing went to the outlet
    public Running embed(List<Prompt> texts, Outlet outlet) throws BackendException {
        if (embedder.isEmpty()) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED,
                    "the model is not set up to embed texts; the setting embeddings does it");
        }
        var tokens = new ArrayList<int[]>();
        for (Prompt text : texts) {
            tokens.add(tokens(text));
        }
        return embedder.get().embed(tokens, outlet);
    }

    /// Generates for a moment, or two tokens of a slow model, so that the first request finds the
    /// weights in memory and the code compiled.
    ///
    /// @param nanos a clock
    public void warmUp(LongSupplier nanos) {
        if (generator.isEmpty()) {
            return;
        }
        long until = nanos.getAsLong() + WARM_UP_NANOS;
        var ended = new CountDownLatch(1);
        var running = new AtomicReference<Running>(() -> {});
        try {
            running.set(
                    generate(
                            WARM_UP,
                            event -> {
                                if (event instanceof Ending) {
                                    ended.countDown();
                                } else if (nanos.getAsLong() - until > 0) {
                                    running.get().cancel();
                                }
                            }));
            ended.await();
        } catch (BackendException tooSmall) {
            // a context of one token: there is nothing to warm up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does ahead of the first request with a grammar what that would wait for: a quarter of a
    /// second for 128,000 tokens. Requests may come meanwhile. Ends early when this is closed.
    public void prepareGrammars() {
        generator.ifPresent(Generator::prepare);
    }

    /// How many tokens a prompt has.
    ///
    /// @throws BackendException if it is too long to be tokenised, or this is closed
    public int countTokens(Prompt prompt) throws BackendException {
        return tokens(prompt).length;
    }

    /// What it turned out to be.
    public Profile profile() {
        return profile;
    }

    /// How busy it is now.
    public Load load() {
        Load generating = generator.map(Generator::load).orElse(Load.IDLE);
        return embedder.map(it -> generating.and(it.load())).orElse(generating);
    }

    /// The model that it runs, valid until [#close].
    public Model model() {
        return model;
    }

    /// Ends running generations as cancelled and frees what is held; waits for the step under way.
    @Override
    public void close() {
        stop();
        model.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // the process is ending, and the hook with it
        }
    }

    private int[] tokens(Prompt prompt) throws BackendException {
        try {
            return switch (prompt) {
                case Prompt.Tokens(int[] tokens) -> tokens;
                case Prompt.Text(var spans) -> model.tokenize(spans);
            };
        } catch (IllegalStateException closed) {
            throw BackendException.of(FaultKind.UNAVAILABLE, "the local engine is closed");
        } catch (LlamaException tooLong) {
            throw BackendException.of(FaultKind.CONTEXT_EXCEEDED, tooLong.getMessage());
        }
    }

    private void stop() {
        generator.ifPresent(Generator::close);
        embedder.ifPresent(Embedder::close);
    }
}
