package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.sampling.Sampler;
import dev.fogline.spi.answer.Chunk;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// A generation on its way. The decode thread uses it; only the wish to end it comes from others.
final class Job implements Running {

    final Generation generation;
    private final Outlet outlet;
    private final Runnable onCancel;
    private volatile boolean cancelled;

    /// Of the prompt, ≥ 1.
    final int promptTokens;

    /// Generated at most, so that prompt and answer fit the slot.
    final int maxTokens;

    final Sampler sampler;

    /// Empty for an answer without a grammar.
    final Optional<Guide> guide;

    final AnswerText text;

    /// Prompt and answer so far, in `[0, length)`.
    final int[] tokens;

    int length;
    int cachedPromptTokens;

    /// Of the prompt; written by the decode thread, read by any.
    volatile int unreadTokens;

    /// @param prompt not empty
    /// @param onCancel told when it is cancelled, on the thread that wants it
    Job(
            Generation generation,
            int[] prompt,
            int maxTokens,
            int vocabularySize,
            Optional<Guide> guide,
            Outlet outlet,
            Runnable onCancel) {
        this.generation = generation;
        this.promptTokens = prompt.length;
        this.maxTokens = maxTokens;
        this.outlet = outlet;
        this.onCancel = onCancel;
        this.sampler = new Sampler(generation.sampling(), generation.seed(), vocabularySize);
        this.guide = guide;
        this.text = new AnswerText(generation.sampling().stop());
        this.length = prompt.length;
        this.unreadTokens = prompt.length;
        this.tokens = Arrays.copyOf(prompt, prompt.length + maxTokens);
    }

    int[] prompt() {
        return Arrays.copyOf(tokens, promptTokens);
    }

    boolean has(Generation.Trait trait) {
        return generation.traits().contains(trait);
    }

    /// Whether the model may say that it is done; a grammar is told where its answer ends.
    boolean ends() {
        return !has(Generation.Trait.ENDLESS) || guide.isPresent();
    }

    @Override
    public void cancel() {
        cancelled = true;
        onCancel.run();
    }

    boolean cancelled() {
        return cancelled;
    }

    void put(Chunk chunk) {
        outlet.put(new Event.Piece(chunk));
    }

    /// Draws the next token and remembers it; nothing if the model offers none that may come.
    OptionalInt choose(float[] logits) {
        OptionalInt token =
                guide.isPresent() ? guide.get().choose(sampler, logits) : sampler.choose(logits);
        token.ifPresent(sampler::accept);
        return token;
    }

    void append(int token) {
        tokens[length++] = token;
    }

    int outputTokens() {
        return length - promptTokens;
    }

    /// Passes on what was held back, then the ending; called once.
    void end(Ending ending) {
        if (ending instanceof Ending.Finished) {
            text.finish().ifPresent(this::put);
        }
        outlet.put(ending);
    }
}
