package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Decoder;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;

/// Generates on one model, several answers at a time. Thread-safe.
///
/// It ends when the process does: exit runs the destructors of the native library, and a step under
/// way would crash in them.
public final class Engine implements AutoCloseable {

    private final Model model;
    private final DecoderOptions options;
    private final Decoder decoder;
    private final Intake intake;
    private final Thread loop;
    private final Thread atExit = new Thread(this::stop, "llama-exit");

    /// Takes the memory it needs and starts the decode thread.
    ///
    /// @param model kept open by the caller until this is closed
    /// @param options a generation runs on one sequence
    /// @param queue generations that may wait for a sequence, ≥ 0; more are refused
    /// @throws dev.fogline.backend.llamacpp.natives.LlamaException if memory is short
    public Engine(Model model, DecoderOptions options, int queue) {
        this.model = model;
        this.options = options;
        this.decoder = new Decoder(model, options);
        this.intake = new Intake(options.sequences(), queue);
        this.loop =
                Thread.ofPlatform()
                        .name("llama-decode")
                        .daemon()
                        .unstarted(new DecodeLoop(model, decoder, intake, options.sequences()));
        Runtime.getRuntime().addShutdownHook(atExit);
        loop.start();
    }

    /// Starts a generation.
    ///
    /// @return where its pieces arrive; it must be drained
    /// @throws BackendException if slots and queue are full, prompt and answer exceed the context,
    ///   or this is closed
    public AnswerStream generate(Generation generation) throws BackendException {
        if (generation.tokens() > options.sequenceTokens()) {
            throw BackendException.of(
                    FaultKind.CONTEXT_EXCEEDED,
                    "the prompt has "
                            + generation.prompt().length
                            + " tokens and the answer may have "
                            + generation.maxTokens()
                            + ", the context holds "
                            + options.sequenceTokens());
        }
        // A step may be reading a long prompt; it is ended rather than waited for, the others
        // repeat it.
        var job = new Job(generation, model.vocabularySize(), decoder::abort);
        intake.offer(job);
        return job.stream;
    }

    /// As it was made.
    public DecoderOptions options() {
        return options;
    }

    /// How busy it is now.
    public Load load() {
        return intake.load();
    }

    /// Ends running generations as cancelled and frees what is held; waits for the step under way.
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // the process is ending, and the hook with it
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
