package dev.fogline.backend.llamacpp.sampling;

import dev.fogline.spi.request.Sampling;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Draws the tokens of one answer. Equal seeds and equal logits give equal tokens. One thread uses
/// it.
///
/// In this order, which is that of vLLM and Hugging Face transformers: penalties, temperature,
/// `top-k`, `top-p`, `min-p`.
public final class Sampler {

    /// How many tokens `top-p` looks at first; nearly always they hold the probability asked for.
    private static final int FIRST_LOOK = 256;

    private final Sampling sampling;
    private final SplittableRandom random;
    private final Penalties penalties;
    private final Softmax softmax;
    private final TopTokens top = new TopTokens();
    private final Peak peak = new Peak();

    /// @param seed used whatever `sampling.seed()` says
    /// @param vocabularySize entries of each logits array
    public Sampler(Sampling sampling, long seed, int vocabularySize) {
        this.sampling = sampling;
        this.random = new SplittableRandom(seed);
        this.penalties = new Penalties(sampling.frequencyPenalty(), sampling.presencePenalty());
        this.softmax = new Softmax(vocabularySize);
    }

    /// Picks the next token and remembers it for the penalties.
    ///
    /// @param given one logit per token of the vocabulary
    /// @return empty if the logits hold no usable number, as damaged weights make them
    public OptionalInt pick(float[] given) {
        OptionalInt token = choose(given);
        token.ifPresent(this::accept);
        return token;
    }

    /// Picks a token without remembering it: there may be reasons against it.
    ///
    /// @param given one logit per token of the vocabulary; negative infinity for those that must
    ///   not be picked
    /// @return empty if the logits hold no usable number
    public OptionalInt choose(float[] given) {
        float[] logits = penalties.apply(given);
        peak.find(logits);
        if (!Float.isFinite(peak.value())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(sampling.greedy() ? peak.token(logits) : draw(logits, peak.value()));
    }

    /// Remembers a token for the penalties.
    public void accept(int token) {
        penalties.accept(token);
    }

    private int draw(float[] logits, float max) {
        float[] weights = softmax.weights(logits, max, (float) (1 / sampling.temperature()));
        return sampling.topK() == 0 && sampling.topP() == 1
                ? drawFromAll(weights)
                : drawFromTop(weights);
    }

    private int drawFromAll(float[] weights) {
        double kept = 0;
        for (float weight : weights) {
            kept += weight >= sampling.minP() ? weight : 0;
        }
        double at = random.nextDouble() * kept;
        int last = 0;
        for (int token = 0; token < weights.length; token++) {
            if (weights[token] >= sampling.minP() && weights[token] > 0) {
                last = token;
                at -= weights[token];
                if (at < 0) {
                    return token;
                }
            }
        }
        return last; // rounding left a little over
    }

    private int drawFromTop(float[] weights) {
        int count = selectTop(weights);
        double at = random.nextDouble() * mass(count);
        int rank = 0;
        while (rank < count - 1 && (at -= top.value(rank)) >= 0) {
            rank++;
        }
        return top.token(rank);
    }

    /// Selects the tokens that may be drawn, at least one.
    private int selectTop(float[] weights) {
        if (sampling.topK() > 0) {
            int count = top.select(weights, sampling.topK());
            return cut(count, sampling.topP() * mass(count));
        }
        double wanted = sampling.topP() * Softmax.sum(weights);
        int count = top.select(weights, FIRST_LOOK);
        while (count < weights.length && mass(count) < wanted) {
            count = top.select(weights, 8 * count);
        }
        return cut(count, wanted);
    }

    private double mass(int count) {
        double mass = 0;
        for (int rank = 0; rank < count; rank++) {
            mass += top.value(rank);
        }
        return mass;
    }

    /// The smallest number of tokens that hold the weight wanted, without those below `min-p` (the
    /// highest weight is 1).
    private int cut(int count, double wanted) {
        double held = top.value(0);
        int kept = 1;
        while (kept < count && held < wanted && top.value(kept) >= sampling.minP()) {
            held += top.value(kept++);
        }
        return kept;
    }
}
