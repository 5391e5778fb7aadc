package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.EmbeddingLayout;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.gguf.Purpose;
import dev.fogline.backend.llamacpp.gguf.Shape;
import dev.fogline.spi.model.MemoryNeed;

/// What a model takes in memory, from the numbers in its head and how it is run.
///
/// Measured beside it, resident in a worker on Linux (135 million weights, Q4_0, 49,152 tokens):
/// 209 MiB estimated and 201 taken with one slot of 512 tokens, 381 and 370 with four of 2,048, 422
/// and 424 for embeddings of 1,024. Not in it: pages of a mapped file whose weights were copied
/// into the processor's own layout (57 MiB here), which are resident until the system wants them
/// back.
final class MemoryEstimate {

    /// Tokens of one step, as llama.cpp cuts them (`n_ubatch`).
    private static final int STEP_TOKENS = 512;

    /// Numbers of a step are 32-bit floats.
    private static final long FLOAT_BYTES = 4;

    /// Vectors of a layer that are alive at the same time: 12 MiB of a step measured, 12.8 by this.
    private static final long LIVE_VECTORS = 6;

    /// Logits are there twice, in the step and copied out of it.
    private static final long LOGITS = 2;

    /// The Java machine of the worker, its code and the libraries: 76 MiB measured.
    private static final long PROCESS_BYTES = 80L << 20;

    /// Of llama.cpp's tables: measured, 13 MiB for 49,152 tokens.
    private static final long VOCABULARY_BYTES = 280;

    private MemoryEstimate() {}

    /// `weights + cellBytes × cells + steps + process`.
    ///
    /// @throws IllegalArgumentException if more context is wanted than the model was trained on
    static MemoryNeed of(GgufHeader header, EngineOptions options) {
        Shape shape = header.shape();
        int trained = header.contextTokens().orElse(0);
        long cells = 0;
        long compute = 0;
        if (options.uses().contains(Use.GENERATION)) {
            DecoderOptions layout = options.decoder(trained);
            cells += (long) layout.sequences() * layout.sequenceTokens();
            compute += generating(shape, layout);
        }
        if (options.uses().contains(Use.EMBEDDINGS)) {
            EmbeddingLayout layout = options.embedding(trained);
            boolean encoder = Purpose.encoder(header.architecture());
            cells += encoder ? 0 : layout.stepTokens();
            compute += embedding(shape, layout, encoder);
        }
        return new MemoryNeed(
                shape.tensorBytes(),
                shape.cellBytes() * cells,
                compute,
                PROCESS_BYTES + VOCABULARY_BYTES * shape.vocabulary());
    }

    private static long generating(Shape shape, DecoderOptions layout) {
        int tokens = Math.min(STEP_TOKENS, layout.batchTokens());
        return step(shape, tokens, layout.sequenceTokens(), layout.attention())
                + FLOAT_BYTES * LOGITS * layout.outputRows() * shape.vocabulary();
    }

    /// A step is all that is read, and of a model that also goes on with texts there are logits of
    /// every token.
    private static long embedding(Shape shape, EmbeddingLayout layout, boolean encoder) {
        int tokens = layout.stepTokens();
        return step(shape, tokens, tokens, layout.attention())
                + (encoder ? 0 : FLOAT_BYTES * tokens * shape.vocabulary());
    }

    /// The widest of what is computed for every token, and which cells it may look at.
    ///
    /// @param cells that a token may look at
    private static long step(Shape shape, int tokens, int cells, Attention attention) {
        long vectors = LIVE_VECTORS * shape.embedding();
        long scores = attention == Attention.PLAIN ? cells * shape.heads() : 0;
        return FLOAT_BYTES * tokens * (vectors + Math.max(2 * shape.feedForward(), scores) + cells);
    }
}
