package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Decoder;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.LlamaLibrary;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.function.LongSupplier;

/// Generates on one model, several answers at a time. Thread-safe.
///
/// It ends when the process does: exit runs the destructors of the native library, and a step under
/// way would crash in them.
public final class Engine implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Model model;
    private final Profile profile;
    private final Decoder decoder;
    private final Pace pace;
    private final Intake intake;
    private final Thread loop;
    private final Thread atExit = new Thread(this::stop, "llama-exit");

    private Engine(
            Model model,
            DecoderOptions layout,
            int queue,
            long startedNanos,
            LongSupplier nanos,
            Runnable afterStep) {
        this.model = model;
        this.decoder = new Decoder(model, layout);
        this.pace = new Pace(nanos, layout.sequences() * layout.sequenceTokens());
        this.intake = new Intake(layout.sequences(), queue);
        this.loop =
                Thread.ofPlatform()
                        .name("llama-decode")
                        .daemon()
                        .unstarted(new DecodeLoop(model, decoder, intake, pace, layout, afterStep));
        this.profile =
                new Profile(
                        layout.sequenceTokens(),
                        layout.sequences(),
                        model.vocabularySize(),
                        (nanos.getAsLong() - startedNanos) / NANOS_PER_MILLI);
    }

    /// Loads a model, takes the memory it needs and starts the decode thread; takes from
    /// milliseconds to minutes, with the size of the file.
    ///
    /// @param nanos a clock
    /// @param afterStep told by the decode thread when it has put all events of a step
    /// @throws LlamaException if llama.cpp refuses the file, or memory is short
    /// @throws IllegalArgumentException if options do not go with the model
    public static Engine open(
            LlamaLibrary library, EngineOptions options, LongSupplier nanos, Runnable afterStep) {
        long started = nanos.getAsLong();
        Model model = Model.load(library, options.file(), options.loading());
        try {
            var engine =
                    new Engine(
                            model,
                            options.decoder(model.trainedContextTokens()),
                            options.queue(),
                            started,
                            nanos,
                            afterStep);
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            engine.loop.start();
            return engine;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// Starts a generation.
    ///
    /// @param outlet where its pieces and its ending go
    /// @throws BackendException if slots and queue are full, the prompt does not fit, or this is
    ///   closed; nothing went to the outlet
    public Running generate(Generation generation, Outlet outlet) throws BackendException {
        int[] prompt = tokens(generation.prompt());
        int room = profile.slotTokens() - prompt.length;
        if (prompt.length == 0) {
            throw BackendException.of(FaultKind.INVALID_REQUEST, "the prompt has no tokens");
        }
        if (room < 1) {
            throw BackendException.of(
                    FaultKind.CONTEXT_EXCEEDED,
                    "the prompt has "
                            + prompt.length
                            + " tokens, the context holds "
                            + profile.slotTokens()
                            + " with the answer");
        }
        // A step may be reading a long prompt; it is ended rather than waited for, the others
        // repeat it.
        var job =
                new Job(
                        generation,
                        prompt,
                        Math.min(room, generation.maxTokens()),
                        model.vocabularySize(),
                        outlet,
                        decoder::abort);
        intake.offer(job);
        return job;
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
        return intake.load(pace);
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
        intake.close(Fault.of(FaultKind.UNAVAILABLE, "the local engine is closed"));
        decoder.abort();
        boolean interrupted = false;
        while (loop.isAlive()) {
            try {
                loop.join();
            } catch (InterruptedException e) {
                interrupted = true; // the model must not be freed under a running step
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
