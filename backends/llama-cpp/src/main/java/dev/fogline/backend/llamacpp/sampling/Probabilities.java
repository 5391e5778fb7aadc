package dev.fogline.backend.llamacpp.sampling;

import java.util.List;
import java.util.stream.IntStream;

/// What the model itself thought of a token: probabilities at temperature 1, before any sampling
/// rule. Holds buffers: one thread uses it.
public final class Probabilities {

    private final Softmax softmax;
    private final TopTokens top = new TopTokens();

    /// @param vocabularySize entries of each logits array
    public Probabilities(int vocabularySize) {
        softmax = new Softmax(vocabularySize);
    }

    /// A token and how probable it was.
    ///
    /// @param logProbability natural logarithm, ≤ 0
    public record Scored(int token, double logProbability) {}

    /// The probabilities at one place of a text.
    ///
    /// @param chosen the token that was picked
    /// @param top the most probable ones, most probable first
    public record Place(Scored chosen, List<Scored> top) {}

    /// @param logits one entry per token, with a finite maximum, as the model gave them
    /// @param token that was picked
    /// @param count how many of the most probable tokens to name
    public Place place(float[] logits, int token, int count) {
        double normaliser = softmax.logSumExp(logits, Softmax.max(logits));
        int found = top.select(logits, count);
        List<Scored> best =
                IntStream.range(0, found)
                        .mapToObj(rank -> scored(top.token(rank), top.value(rank), normaliser))
                        .toList();
        return new Place(scored(token, logits[token], normaliser), best);
    }

    /// Never above 0, however the sum was rounded.
    private static Scored scored(int token, float logit, double normaliser) {
        return new Scored(token, Math.min(0, logit - normaliser));
    }
}
