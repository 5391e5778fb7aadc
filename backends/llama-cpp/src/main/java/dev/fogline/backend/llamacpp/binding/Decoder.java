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

/// A context of llama.cpp: a key-value cache of several sequences, and the steps that go on with
/// them.
///
/// One thread uses it; only [#abort] may be called from others.
public final class Decoder implements AutoCloseable {

    /// Rows of logits are computed in chunks of this size at most; llama.cpp's default.
    private static final int MICRO_BATCH_TOKENS = 512;

    /// Room for this many rows of logits or a multiple. Measured: otherwise every tensor behind the
    /// output ids lies off the 64-byte cache lines, and a prompt is read at three quarters of the
    /// speed.
    private static final int OUTPUT_ROWS = 16;

    /// `LLAMA_FLASH_ATTN_TYPE_AUTO` of `llama.h`: on, unless the device that computes a layer lacks
    /// it.
    private static final int FLASH_IF_POSSIBLE = -1;

    private final ContextFunctions functions;
    private final NativeLog log;
    private final int logitCount;

    /// Not freed by [#close]: [#abort] may still come from another thread then.
    private final Arena arena = Arena.ofAuto();

    /// A C string: empty, or one character.
    private final MemorySegment abortFlag = arena.allocate(2);

    private final Batch batch;
    private final ThreadPool threads;
    private final MemorySegment context;
    private final MemorySegment memory;

    /// How a step ended.
    public enum Step {
        /// All tokens are in the cache.
        DONE,
        /// [#abort] was called; any part of the batch may be in the cache.
        ABORTED,
        /// llama.cpp refused, see [#complaints]; any part of the batch may be in the cache.
        FAILED
    }

    /// @throws LlamaException if there is not enough memory, or the model cannot be run
    public Decoder(Model model, DecoderOptions options) {
        functions = model.library().contexts();
        log = model.library().log();
        logitCount = model.vocabularySize();
        batch = new Batch(arena, options.batchTokens());
        threads = new ThreadPool(functions, options.threads());
        MemorySegment created = MemorySegment.NULL;
        try (Arena local = Arena.ofConfined()) {
            log.clear();
            created =
                    (MemorySegment)
                            functions.create.invokeExact(
                                    model.handle(), params(model, options, local));
            if (created.address() == 0) {
                throw new LlamaException(
                        "no context of " + options.cells() + " tokens: " + log.complaints());
            }
            threads.attach(created);
            functions.setAbort.invokeExact(created, stringLength(), abortFlag);
            memory = (MemorySegment) functions.memory.invokeExact(created);
            if (memory.address() == 0) {
                throw new LlamaException("the model does not go on with a text: it is an encoder");
            }
            model.applyAdapters(created);
        } catch (Throwable t) {
            free(created);
            throw LlamaException.unchecked(t);
        }
        context = created;
    }

    /// What [#step] decodes: to be filled by the caller.
    public Batch batch() {
        return batch;
    }

    /// Decodes the batch; blocks for milliseconds to seconds.
    public Step step() {
        try {
            log.clear();
            return switch ((int) functions.decode.invokeExact(context, batch.struct())) {
                case 0 -> Step.DONE;
                case 2 -> Step.ABORTED;
                default -> Step.FAILED;
            };
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Why the last step failed, in llama.cpp's words.
    public String complaints() {
        return log.complaints();
    }

    /// Copies the logits of the last step's output.
    ///
    /// @param output as [Batch#addOutput] gave it
    /// @param into one entry per token of the vocabulary
    public void readLogits(int output, float[] into) {
        try {
            var row = (MemorySegment) functions.logits.invokeExact(context, output);
            if (row.address() == 0) {
                throw new LlamaException("llama.cpp has no logits for output " + output);
            }
            MemorySegment.copy(
                    row.reinterpret(logitCount * JAVA_FLOAT.byteSize()),
                    JAVA_FLOAT,
                    0,
                    into,
                    0,
                    logitCount);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Takes everything from a position on out of a sequence.
    ///
    /// @return false if this kind of model can only forget a whole sequence, and nothing was taken
    ///   out
    public boolean truncate(int sequence, int length) {
        try {
            return (boolean) functions.removeTokens.invokeExact(memory, sequence, length, -1);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Makes a sequence a copy of another one. With the next step, all cells of a sequence are
    /// copied, however many are in use: llama.cpp's assertion against less ends the process. Of a
    /// [recurrent][Model#recurrent] model the copy can not be shortened.
    public void copy(int from, int to) {
        try {
            functions.copyTokens.invokeExact(memory, from, to, -1, -1);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
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

    private MemorySegment params(Model model, DecoderOptions options, Arena local)
            throws Throwable {
        var params = (MemorySegment) functions.defaultParams.invokeExact((SegmentAllocator) local);
        Struct context = Struct.CONTEXT_PARAMS;
        context.setInt(params, "n_ctx", options.cells());
        context.setInt(params, "n_batch", options.batchTokens());
        context.setInt(params, "n_ubatch", Math.min(MICRO_BATCH_TOKENS, options.batchTokens()));
        context.setInt(params, "n_seq_max", options.sequences());
        context.setInt(
                params,
                "n_outputs_max",
                Math.ceilDiv(options.sequences(), OUTPUT_ROWS) * OUTPUT_ROWS);
        context.setInt(params, "n_threads", options.threads());
        context.setInt(params, "n_threads_batch", options.threads());
        context.setInt(
                params,
                "flash_attn_type",
                options.attention() == DecoderOptions.Attention.FLASH ? FLASH_IF_POSSIBLE : 0);
        context.setFlag(params, "offload_kqv", model.onGpu() ? 1 : 0);
        // Cells of its own for each sequence: in a common pool, every token attends to the cells of
        // all sequences, also to those that no job uses.
        context.setFlag(params, "kv_unified", 0);
        return params;
    }

    /// C's `strlen` as the abort callback: its result is "true" once the flag is no longer the
    /// empty string, and no graph node costs a call into Java.
    private static MemorySegment stringLength() {
        return Linker.nativeLinker().defaultLookup().findOrThrow("strlen");
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
