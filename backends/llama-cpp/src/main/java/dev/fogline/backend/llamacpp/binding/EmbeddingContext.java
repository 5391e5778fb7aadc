package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.MemorySegment;

/// A context of llama.cpp that turns texts into vectors, several in a step.
///
/// One thread uses it; only [#abort] may be called from others.
public final class EmbeddingContext implements AutoCloseable {

    /// `LLAMA_POOLING_TYPE_NONE`, `_MEAN` and `_RANK` of `llama.h`.
    private static final int NOT_POOLED = 0;

    private static final int MEAN = 1;
    private static final int RANK = 4;

    private final ContextFunctions functions;
    private final int dimensions;

    /// Texts of one step would be cut apart, and the parts not pooled together.
    private final boolean recurrent;

    private final NativeContext context;
    private int texts;

    /// @throws LlamaException if there is not enough memory, or the model cannot be run, or it
    ///   ranks texts
    public EmbeddingContext(Model model, EmbeddingLayout layout) {
        functions = model.library().contexts();
        dimensions = model.embeddingSize();
        recurrent = model.recurrent();
        int pooling = pooling(model);
        context =
                new NativeContext(
                        model,
                        layout.stepTokens(),
                        layout.threads(),
                        layout.attention(),
                        (fields, params) -> set(fields, params, layout, pooling),
                        "for embeddings");
    }

    /// As long as every vector.
    public int dimensions() {
        return dimensions;
    }

    /// Takes all texts out.
    public void clear() {
        context.batch().clear();
        texts = 0;
    }

    /// Puts a text into the step to come.
    ///
    /// @param tokens at least one
    /// @return false if it does not fit beside the others
    public boolean add(int[] tokens) {
        Batch batch = context.batch();
        boolean full = texts > 0 && (recurrent || texts == EmbeddingLayout.STEP_TEXTS);
        if (full || tokens.length > batch.room()) {
            return false;
        }
        for (int i = 0; i < tokens.length; i++) {
            batch.addOutput(tokens[i], i, texts);
        }
        texts++;
        return true;
    }

    /// Reads the texts; blocks for milliseconds to seconds.
    public Decoder.Step step() {
        forget();
        return context.step();
    }

    /// A copy of the vector of a text of the last step, as the model gives it: of any length.
    ///
    /// @param text in the order in which they were added, from 0
    public float[] vector(int text) {
        try {
            var row = (MemorySegment) functions.pooled.invokeExact(context.handle(), text);
            if (row.address() == 0) {
                throw new LlamaException("llama.cpp has no vector for text " + text);
            }
            return row.reinterpret(dimensions * JAVA_FLOAT.byteSize()).toArray(JAVA_FLOAT);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Why the last step failed, in llama.cpp's words.
    public String complaints() {
        return context.complaints();
    }

    /// Ends the step under way, and every later one until [#rearm]; from any thread, at any time.
    public void abort() {
        context.abort();
    }

    /// Lets steps run again after [#abort].
    public void rearm() {
        context.rearm();
    }

    @Override
    public void close() {
        context.close();
    }

    /// As the file says, else the mean of all tokens.
    private static int pooling(Model model) {
        int stated = model.pooling().orElse(NOT_POOLED);
        if (stated == RANK) {
            throw new LlamaException("the model ranks texts, it does not embed them");
        }
        return stated == NOT_POOLED ? MEAN : stated;
    }

    private static void set(
            Struct fields, MemorySegment params, EmbeddingLayout layout, int pooling) {
        fields.setInt(params, "n_ctx", layout.stepTokens());
        fields.setInt(params, "n_batch", layout.stepTokens());
        // An encoder asserts that a step is not cut into several.
        fields.setInt(params, "n_ubatch", layout.stepTokens());
        fields.setInt(params, "n_seq_max", EmbeddingLayout.STEP_TEXTS);
        fields.setInt(params, "pooling_type", pooling);
        fields.setFlag(params, "embeddings", 1);
        // One pool of cells for all texts of a step.
        fields.setFlag(params, "kv_unified", 1);
    }

    /// Nothing of one step is of use in the next.
    private void forget() {
        try {
            if (context.memory().address() != 0) {
                functions.clearMemory.invokeExact(context.memory(), false);
            }
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
