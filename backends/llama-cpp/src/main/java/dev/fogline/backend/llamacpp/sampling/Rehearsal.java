package dev.fogline.backend.llamacpp.sampling;

import dev.fogline.spi.request.Sampling;
import java.util.List;
import java.util.OptionalLong;

/// Samples of made-up logits, until the Java machine has compiled the loops over the vocabulary.
///
/// Interpreted, one pass over it takes a millisecond and more. Measured on a model of 135 million
/// weights (AMD EPYC, one thread, 64 tokens after a warm-up of 64): 53 tokens/s without, 73 once
/// compiled.
public final class Rehearsal {

    private static final int VOCABULARY = 16_384;

    /// Enough for loops of that length to be replaced while they run.
    private static final int ROUNDS = 12;

    private static final List<Sampling> KINDS =
            List.of(Sampling.GREEDY, Sampling.DEFAULT, of(0.8, 0.95, 0), of(0.8, 1, 40));

    private Rehearsal() {}

    /// Takes a tenth of a second or two of a thread that has nothing better to do.
    public static void run() {
        float[] logits = new float[VOCABULARY];
        for (int i = 0; i < VOCABULARY; i++) {
            logits[i] = (float) (4 * Math.sin(i));
        }
        var probabilities = new Probabilities(VOCABULARY);
        for (Sampling kind : KINDS) {
            var sampler = new Sampler(kind, 1, VOCABULARY);
            for (int round = 0; round < ROUNDS; round++) {
                sampler.pick(logits).ifPresent(token -> probabilities.place(logits, token, 1));
            }
        }
    }

    private static Sampling of(double temperature, double topP, int topK) {
        return new Sampling(
                temperature,
                topP,
                topK,
                0,
                0,
                0,
                OptionalLong.empty(),
                List.of(),
                Sampling.NO_PROBABILITIES);
    }
}
