package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Decoder;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Slots, a queue before them, and the thread that goes on with what is on them. Thread-safe.
final class Generator {

    private final Model model;
    private final int slotTokens;
    private final Decoder decoder;
    private final Grammars grammars;
    private final Pace pace;
    private final Intake intake;
    private final Thread loop;

    Generator(
            Model model, DecoderOptions layout, int queue, LongSupplier nanos, Runnable afterStep) {
        this.model = model;
        this.slotTokens = layout.sequenceTokens();
        this.decoder = new Decoder(model, layout);
        this.grammars = new Grammars(model);
        this.pace = new Pace(nanos, layout.sequences() * layout.sequenceTokens());
        this.intake = new Intake(layout.sequences(), queue);
        this.loop =
                Thread.ofPlatform()
                        .name("llama-decode")
                        .daemon()
                        .unstarted(new DecodeLoop(model, decoder, intake, pace, layout, afterStep));
    }

    void start() {
        loop.start();
    }

    /// In place of [#start], where nothing comes of it.
    void discard() {
        decoder.close();
    }

    /// @param prompt its tokens
    /// @throws BackendException if slots and queue are full, the prompt does not fit, the grammar
    ///   is wrong, or this is closed; nothing went to the outlet
    Running generate(Generation generation, int[] prompt, Outlet outlet) throws BackendException {
        int room = slotTokens - prompt.length;
        if (prompt.length == 0) {
            throw BackendException.of(FaultKind.INVALID_REQUEST, "the prompt has no tokens");
        }
        if (room < 1) {
            throw BackendException.of(
                    FaultKind.CONTEXT_EXCEEDED,
                    "the prompt has "
                            + prompt.length
                            + " tokens, the context holds "
                            + slotTokens
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
                        guide(generation),
                        outlet,
                        decoder::abort);
        intake.offer(job);
        return job;
    }

    private Optional<Guide> guide(Generation generation) throws BackendException {
        if (generation.grammar().isEmpty()) {
            return Optional.empty();
        }
        Grammar grammar = generation.grammar().get();
        try {
            return Optional.of(new Guide(grammars.reader(grammar, generation), grammar.triggers()));
        } catch (IllegalStateException closed) {
            throw BackendException.of(FaultKind.UNAVAILABLE, "the local engine is closed");
        }
    }

    /// Makes ready for grammars; takes as long as the vocabulary is large.
    void prepare() {
        try {
            grammars.prepare();
        } catch (IllegalStateException closed) {
            // then there will be none
        }
    }

    Load load() {
        return intake.load(pace);
    }

    /// Ends all generations as cancelled; waits for the step under way.
    void close() {
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
