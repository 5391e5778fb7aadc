package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.NativeLog;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// A `llama_context` with threads of its own, whose steps can be ended: what a [Decoder] and an
/// [EmbeddingContext] have in common.
///
/// One thread uses it; only [#abort] may be called from others.
final class NativeContext implements AutoCloseable {

    /// `LLAMA_FLASH_ATTN_TYPE_AUTO` of `llama.h`: on, unless the device that computes a layer lacks
    /// it.
    private static final int FLASH_IF_POSSIBLE = -1;

    private final ContextFunctions functions;
    private final NativeLog log;

    /// Not freed by [#close]: [#abort] may still come from another thread then.
    private final Arena arena = Arena.ofAuto();

    /// A C string: empty, or one character.
    private final MemorySegment abortFlag = arena.allocate(2);

    private final Batch batch;
    private final ThreadPool threads;
    private final MemorySegment handle;
    private final MemorySegment memory;

    /// What differs between contexts.
    interface Parameters {
        /// Sets fields of a `llama_context_params` that holds the defaults.
        void set(Struct fields, MemorySegment params);
    }

    /// @param batchTokens of one step at most
    /// @param what it is for, after "no context " in a message
    /// @throws LlamaException if there is not enough memory, or the model cannot be run
    NativeContext(
            Model model,
            int batchTokens,
            int threadCount,
            DecoderOptions.Attention attention,
            Parameters parameters,
            String what) {
        functions = model.library().contexts();
        log = model.library().log();
        batch = new Batch(arena, batchTokens);
        threads = new ThreadPool(functions, threadCount);
        MemorySegment created = MemorySegment.NULL;
        try (Arena local = Arena.ofConfined()) {
            var params =
                    (MemorySegment) functions.defaultParams.invokeExact((SegmentAllocator) local);
            Struct fields = Struct.CONTEXT_PARAMS;
            fields.setInt(params, "n_threads", threadCount);
            fields.setInt(params, "n_threads_batch", threadCount);
            fields.setInt(
                    params,
                    "flash_attn_type",
                    attention == DecoderOptions.Attention.FLASH ? FLASH_IF_POSSIBLE : 0);
            fields.setFlag(params, "offload_kqv", model.onGpu() ? 1 : 0);
            parameters.set(fields, params);
            log.clear();
            created = (MemorySegment) functions.create.invokeExact(model.handle(), params);
            if (created.address() == 0) {
                throw new LlamaException("no context " + what + ": " + log.complaints());
            }
            threads.attach(created);
            functions.setAbort.invokeExact(created, stringLength(), abortFlag);
            memory = (MemorySegment) functions.memory.invokeExact(created);
            model.applyAdapters(created);
        } catch (Throwable t) {
            free(created);
            throw LlamaException.unchecked(t);
        }
        handle = created;
    }

    /// What [#step] decodes.
    Batch batch() {
        return batch;
    }

    /// The `llama_context`, valid until [#close].
    MemorySegment handle() {
        return handle;
    }

    /// The key-value cache; null for encoders, which have none.
    MemorySegment memory() {
        return memory;
    }

    /// Blocks for milliseconds to seconds.
    Decoder.Step step() {
        try {
            log.clear();
            return switch ((int) functions.decode.invokeExact(handle, batch.struct())) {
                case 0 -> Decoder.Step.DONE;
                case 2 -> Decoder.Step.ABORTED;
                default -> Decoder.Step.FAILED;
            };
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Why the last step failed, in llama.cpp's words.
    String complaints() {
        return log.complaints();
    }

    /// Ends the step under way, and every later one until [#rearm]; from any thread, at any time.
    void abort() {
        abortFlag.set(JAVA_BYTE, 0, (byte) 1);
    }

    /// Lets steps run again after [#abort].
    void rearm() {
        abortFlag.set(JAVA_BYTE, 0, (byte) 0);
    }

    @Override
    public void close() {
        free(handle);
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
