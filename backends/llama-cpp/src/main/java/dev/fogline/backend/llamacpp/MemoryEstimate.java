package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.gguf.Shape;
import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.MemoryNeed;

/// What a model takes in memory, from the numbers in its head.
final class MemoryEstimate {

    /// Tokens of one step, as llama.cpp cuts them (`n_ubatch`).
    private static final long STEP_TOKENS = 512;

    /// Above so many cells attention is computed score by score: see `EngineOptions`.
    private static final long PLAIN_ATTENTION_CELLS = 4096;

    /// Rows of logits there is room for at least: see `Decoder`.
    private static final long OUTPUT_ROWS = 16;

    /// Numbers of a step are 32-bit floats.
    private static final long FLOAT_BYTES = 4;

    /// Vectors of a layer that are alive at the same time (assumed, from the residual, the
    /// normalised input, queries, keys, values and the result).
    private static final long LIVE_VECTORS = 6;

    /// The Java machine of the worker, its code and the libraries (assumed).
    private static final long PROCESS_BYTES = 96L << 20;

    private MemoryEstimate() {}

    /// `weights + cellBytes × cells + steps + process`.
    static MemoryNeed of(Shape shape, Capacity capacity) {
        long cells = (long) capacity.contextTokens() * capacity.slots();
        return new MemoryNeed(
                shape.tensorBytes(), shape.cellBytes() * cells, steps(shape, cells), PROCESS_BYTES);
    }

    /// The widest of what a step holds, and the logits of its outputs.
    private static long steps(Shape shape, long cells) {
        long vectors = LIVE_VECTORS * shape.embedding() + 2 * shape.feedForward();
        long scores = cells <= PLAIN_ATTENTION_CELLS ? cells * shape.heads() : 0;
        long mask = cells;
        return FLOAT_BYTES
                * (STEP_TOKENS
                                * (Math.max(vectors, scores + LIVE_VECTORS * shape.embedding())
                                        + mask)
                        + OUTPUT_ROWS * shape.vocabulary());
    }
}
