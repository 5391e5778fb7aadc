package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Batch;
import dev.fogline.backend.llamacpp.binding.Decoder;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.grammar.GrammarException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The one thread that decodes: takes jobs onto slots, puts the next tokens of all of them into one
/// batch, decodes it, picks a token for each (continuous batching).
final class DecodeLoop implements Runnable {

    private final Model model;
    private final Decoder decoder;
    private final Intake intake;
    private final List<Slot> slots;
    private final int copyWorth;
    private final float[] logits;
    private final TokenReports reports;
    private final Pace pace;
    private final Runnable afterStep;
    private long placed;

    DecodeLoop(
            Model model,
            Decoder decoder,
            Intake intake,
            Pace pace,
            DecoderOptions layout,
            Runnable afterStep) {
        this.model = model;
        this.decoder = decoder;
        this.intake = intake;
        this.slots = IntStream.range(0, layout.sequences()).mapToObj(Slot::new).toList();
        this.copyWorth =
                model.recurrent()
                        ? layout.sequenceTokens() // never so much: its copy could not be cut
                        : Placement.copyWorth(layout.sequenceTokens());
        this.logits = new float[model.vocabularySize()];
        this.reports = new TokenReports(model);
        this.pace = pace;
        this.afterStep = afterStep;
    }

    @Override
    public void run() {
        Ending left = new Ending.Cancelled();
        try {
            for (var jobs = intake.take(); jobs.isPresent(); jobs = intake.take()) {
                jobs.get().forEach(this::place);
                step();
                afterStep.run();
            }
        } catch (Throwable t) {
            Fault fault =
                    Fault.of(FaultKind.INTERNAL, "the local engine stopped: " + t.getMessage());
            intake.close(Fault.of(FaultKind.UNAVAILABLE, fault.message()));
            left = new Ending.Failed(fault);
        } finally {
            decoder.close();
            intake.finishAll(left);
            afterStep.run();
        }
    }

    private void place(Job job) {
        Placement placement = Placement.of(job.prompt(), slots, copyWorth);
        Slot slot = placement.slot();
        if (placement.copy() > 0) {
            decoder.copy(placement.donor().sequence, slot.sequence);
            truncate(slot, placement.copy());
        } else {
            truncate(slot, placement.keep());
        }
        slot.start(job, ++placed);
    }

    private void step() {
        decoder.rearm(); // before looking for cancelled jobs, so that no cancellation is lost
        for (Slot slot : slots) {
            if (slot.job().filter(job -> job.cancelled()).isPresent()) {
                finish(slot, new Ending.Cancelled());
            }
        }
        if (!fillBatch()) {
            return;
        }
        int answers = fed();
        int prompts = decoder.batch().size() - answers;
        pace.stepStarts(held());
        switch (decoder.step()) {
            case DONE -> {
                pace.picks();
                slots.forEach(this::advance);
            }
            case ABORTED -> slots.forEach(this::rewind);
            case FAILED -> fail("llama.cpp could not decode: " + decoder.complaints());
        }
        pace.stepEnds(answers, prompts);
    }

    /// Slots with tokens in the batch; what else is in it are tokens of prompts.
    private int fed() {
        int fed = 0;
        for (Slot slot : slots) {
            fed += slot.fed() ? 1 : 0;
        }
        return fed;
    }

    /// Cells that running generations hold.
    private int held() {
        int held = 0;
        for (Slot slot : slots) {
            held += slot.free() ? 0 : slot.cached();
        }
        return held;
    }

    /// Running answers first, a token each; what room is left goes to prompts, in the order they
    /// came. The batch is in the order of the sequences: llama.cpp computes neighbours together,
    /// and others one after another.
    private boolean fillBatch() {
        Batch batch = decoder.batch();
        batch.clear();
        int room = batch.room();
        var prompts = new ArrayList<Slot>();
        for (Slot slot : slots) {
            if (slot.pending() > 1) {
                prompts.add(slot);
            } else {
                room -= slot.join(room);
            }
        }
        prompts.sort(Comparator.comparingLong(Slot::usedAt));
        for (Slot slot : prompts) {
            room -= slot.join(room);
        }
        slots.forEach(slot -> slot.feed(batch));
        return !batch.isEmpty();
    }

    private void advance(Slot slot) {
        slot.advance()
                .ifPresent(
                        output -> {
                            decoder.readLogits(output, logits);
                            slot.job().ifPresent(job -> pick(slot, job));
                        });
    }

    private void pick(Slot slot, Job job) {
        OptionalInt picked;
        try {
            picked = job.choose(logits);
        } catch (GrammarException e) {
            finish(slot, failed(FaultKind.INVALID_REQUEST, e.getMessage()));
            return;
        }
        if (picked.isEmpty()) {
            finish(slot, nothingToPick(job));
            return;
        }
        int token = picked.getAsInt();
        if (model.endsGeneration(token) && job.ends()) {
            finish(slot, finished(job, FinishReason.STOP));
            return;
        }
        job.append(token);
        job.guide.ifPresent(guide -> guide.accept(token));
        job.text
                .next(piece(job, token), reports.report(job.generation.sampling(), logits, token))
                .ifPresent(job::put);
        endIfDone(job).ifPresent(reason -> finish(slot, finished(job, reason)));
    }

    private byte[] piece(Job job, int token) {
        return job.has(Generation.Trait.SPECIAL_TEXTS) ? model.markup(token) : model.piece(token);
    }

    private static Optional<FinishReason> endIfDone(Job job) {
        if (job.text.stopped() || job.guide.map(Guide::complete).orElse(false)) {
            return Optional.of(FinishReason.STOP);
        }
        return job.outputTokens() == job.maxTokens
                ? Optional.of(FinishReason.LENGTH)
                : Optional.empty();
    }

    /// A part of the batch may be in the cache: takes it out, so that the next step repeats this
    /// one.
    private void rewind(Slot slot) {
        if (slot.fed()) {
            truncate(slot, slot.cached());
        }
    }

    private void fail(String why) {
        for (Slot slot : slots) {
            if (slot.fed()) {
                truncate(slot, 0);
                finish(slot, failed(why));
            }
        }
    }

    /// Keeps so many tokens, or none if this kind of model forgets only as a whole: they are
    /// decoded again then.
    private void truncate(Slot slot, int length) {
        boolean kept = decoder.truncate(slot.sequence, length);
        if (!kept) {
            decoder.truncate(slot.sequence, 0);
        }
        slot.cached(kept ? length : 0);
    }

    private void finish(Slot slot, Ending ending) {
        slot.job()
                .ifPresent(
                        job -> {
                            slot.finish();
                            intake.finish(job, ending);
                        });
    }

    private static Ending finished(Job job, FinishReason reason) {
        return new Ending.Finished(
                reason, job.promptTokens, job.cachedPromptTokens, job.outputTokens());
    }

    private Ending nothingToPick(Job job) {
        return job.guide.isPresent() && job.sampler.choose(logits).isPresent()
                ? failed(
                        FaultKind.UNSUPPORTED,
                        "the model has no token for what the grammar wants next")
                : failed("the model gives no usable numbers; are its weights damaged?");
    }

    private static Ending failed(String why) {
        return failed(FaultKind.INTERNAL, why);
    }

    private static Ending failed(FaultKind kind, String why) {
        return new Ending.Failed(Fault.of(kind, why));
    }
}
