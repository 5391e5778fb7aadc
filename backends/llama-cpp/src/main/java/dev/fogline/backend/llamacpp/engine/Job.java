package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.sampling.Sampler;
import java.util.Arrays;

/// A generation on its way. The decode thread uses it; only its stream is shared.
final class Job {

    final Generation generation;
    final AnswerStream stream;
    final Sampler sampler;
    final AnswerText text;

    /// Prompt and answer so far, in `[0, length)`.
    final int[] tokens;

    int length;
    int cachedPromptTokens;

    Job(Generation generation, int vocabularySize, Runnable onCancel) {
        this.generation = generation;
        this.stream = new AnswerStream(onCancel);
        this.sampler = new Sampler(generation.sampling(), generation.seed(), vocabularySize);
        this.text = new AnswerText(generation.sampling().stop());
        this.length = generation.prompt().length;
        this.tokens = Arrays.copyOf(generation.prompt(), Math.toIntExact(generation.tokens()));
    }

    void append(int token) {
        tokens[length++] = token;
    }

    int outputTokens() {
        return length - generation.prompt().length;
    }

    /// Passes on what was held back, then the ending; called once.
    void end(Ending ending) {
        if (ending instanceof Ending.Finished) {
            text.finish().ifPresent(chunk -> stream.put(new Event.Piece(chunk)));
        }
        stream.put(ending);
    }
}
