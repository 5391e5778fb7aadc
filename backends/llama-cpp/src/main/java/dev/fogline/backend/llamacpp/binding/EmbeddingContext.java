package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.NativeLog;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// A context of llama.cpp that turns texts into vectors, several in a step.
///
/// One thread uses it; only [#abort] may be called from others.
public final class EmbeddingContext implements AutoCloseable {

    /// `LLAMA_POOLING_TYPE_NONE`, `_MEAN` and `_RANK` of `llama.h`.
    private static final int NOT_POOLED = 0;

    private static final int MEAN = 1;
    private static final int RANK = 4;

    private final ContextFunctions functions;
    private final NativeLog log;
    private final int dimensions;

    /// Texts of one step would be cut apart, and the parts not pooled together.
    private final boolean recurrent;

    /// Not freed by [#close]: [#abort] may still come from another thread then.
    private final Arena arena = Arena.ofAuto();

    /// A C string: empty, or one character.
    private final MemorySegment abortFlag = arena.allocate(2);

    private final Batch batch;
    private final ThreadPool threads;
    private final MemorySegment context;

    /// The key-value cache; encoders have none.
    private final MemorySegment memory;

    private int texts;

    /// @throws LlamaException if there is not enough memory, or the model cannot be run, or it
    ///   ranks texts
    public EmbeddingContext(Model model, EmbeddingLayout layout) {
        functions = model.library().contexts();
        log = model.library().log();
        dimensions = model.embeddingSize();
        recurrent = model.recurrent();
        batch = new Batch(arena, layout.stepTokens());
        int pooling = pooling(model);
        threads = new ThreadPool(functions, layout.threads());
        MemorySegment created = MemorySegment.NULL;
        try (Arena local = Arena.ofConfined()) {
            log.clear();
            created =
                    (MemorySegment)
                            functions.create.invokeExact(
                                    model.handle(), params(model, layout, pooling, local));
            if (created.address() == 0) {
                throw new LlamaException("no context for embeddings: " + log.complaints());
            }
            threads.attach(created);
            functions.setAbort.invokeExact(
                    created,
                    Linker.nativeLinker().defaultLookup().findOrThrow("strlen"), // as a decoder's
                    abortFlag);
            model.applyAdapters(created);
            memory = (MemorySegment) functions.memory.invokeExact(created);
        } catch (Throwable t) {
            free(created);
            throw LlamaException.unchecked(t);
        }
        context = created;
    }

    /// As long as every vector.
    public int dimensions() {
        return dimensions;
    }

    /// Takes all texts out.
    public void clear() {
        batch.clear();
        texts = 0;
    }

    /// Puts a text into the step to come.
    ///
    /// @param tokens at least one
    /// @return false if it does not fit beside the others
    public boolean add(int[] tokens) {
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
        try {
            log.clear();
            forget();
            return switch ((int) functions.decode.invokeExact(context, batch.struct())) {
                case 0 -> Decoder.Step.DONE;
                case 2 -> Decoder.Step.ABORTED;
                default -> Decoder.Step.FAILED;
            };
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// A copy of the vector of a text of the last step, as the model gives it: of any length.
    ///
    /// @param text in the order in which they were added, from 0
    public float[] vector(int text) {
        try {
            var row = (MemorySegment) functions.pooled.invokeExact(context, text);
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
        return log.complaints();
    }

    /// Ends the step under way, and every later one until [#rearm]; from any thread, at any time.
    public void abort() {
        abortFlag.set(JAVA_BYTE, 0, (byte) 1);
    }

    /// Lets steps run again after [#abort].
    public void rearm() {
        abortFlag.set(JAVA_BYTE, 0, (byte) 0);
    }

    @Override
    public void close() {
        free(context);
    }

    /// As the file says, else the mean of all tokens.
    private static int pooling(Model model) {
        int stated = model.pooling().orElse(NOT_POOLED);
        if (stated == RANK) {
            throw new LlamaException("the model ranks texts, it does not embed them");
        }
        return stated == NOT_POOLED ? MEAN : stated;
    }

    private MemorySegment params(Model model, EmbeddingLayout layout, int pooling, Arena local)
            throws Throwable {
        var params = (MemorySegment) functions.defaultParams.invokeExact((SegmentAllocator) local);
        Struct context = Struct.CONTEXT_PARAMS;
        context.setInt(params, "n_ctx", layout.stepTokens());
        context.setInt(params, "n_batch", layout.stepTokens());
        // An encoder asserts that a step is not cut into several.
        context.setInt(params, "n_ubatch", layout.stepTokens());
        context.setInt(params, "n_seq_max", EmbeddingLayout.STEP_TEXTS);
        context.setInt(params, "n_threads", layout.threads());
        context.setInt(params, "n_threads_batch", layout.threads());
        context.setInt(params, "pooling_type", pooling);
        context.setFlag(params, "embeddings", 1);
        context.setInt(
                params,
                "flash_attn_type",
                layout.attention() == DecoderOptions.Attention.FLASH ? 1 : 0);
        context.setFlag(params, "offload_kqv", model.onGpu() ? 1 : 0);
        // One pool of cells for all texts of a step.
        context.setFlag(params, "kv_unified", 1);
        return params;
    }

    /// Nothing of one step is of use in the next.
    private void forget() throws Throwable {
        if (memory.address() != 0) {
            functions.clearMemory.invokeExact(memory, false);
        }
    }

    private void free(MemorySegment created) {
        try {
            if (created.address() != 0) {
                functions.free.invokeExact(created);
            }
            threads.close();
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
