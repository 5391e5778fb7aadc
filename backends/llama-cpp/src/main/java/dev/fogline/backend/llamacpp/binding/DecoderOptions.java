package dev.fogline.backend.llamacpp.binding;

/// How a decoder is laid out.
///
/// @param sequences texts held at the same time, 1 to 256
/// @param sequenceTokens tokens of each, ≥ 1; memory is taken for all of them at once
/// @param batchTokens tokens of one step at most, ≥ sequences
/// @param threads that compute, ≥ 1
/// @param attention how it is computed
public record DecoderOptions(
        int sequences, int sequenceTokens, int batchTokens, int threads, Attention attention) {

    /// `LLAMA_MAX_SEQ` of llama.cpp 0.5.0, as `llama_max_parallel_sequences` reports it.
    public static final int MAX_SEQUENCES = 256;

    /// Two ways to the same numbers, as far as rounding goes.
    public enum Attention {
        /// All scores of a step at once: memory grows with the cells of a sequence, heads and
        /// batch.
        PLAIN,
        /// Score by score, in little memory and faster, on all hardware that can.
        FLASH
    }

    public DecoderOptions {
        if (sequences < 1
                || sequences > MAX_SEQUENCES
                || sequenceTokens < 1
                || batchTokens < sequences
                || threads < 1
                || (long) sequences * sequenceTokens > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "sequences "
                            + sequences
                            + ", sequenceTokens "
                            + sequenceTokens
                            + ", batchTokens "
                            + batchTokens
                            + ", threads "
                            + threads);
        }
    }

    /// Room for this many rows of logits or a multiple. Measured: otherwise every tensor behind the
    /// output ids lies off the 64-byte cache lines, and a prompt is read at three quarters of the
    /// speed.
    private static final int OUTPUT_ROWS = 16;

    /// Rows of logits there is room for: one for each sequence at least.
    public int outputRows() {
        return Math.ceilDiv(sequences, OUTPUT_ROWS) * OUTPUT_ROWS;
    }

    /// Key-value cells for all sequences together.
    int cells() {
        return sequences * sequenceTokens;
    }
}
