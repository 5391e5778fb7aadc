package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.fogline.backend.llamacpp.natives.LlamaException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// Threads that stay between steps; without a pool, this build of ggml (it has no OpenMP) starts
/// them anew for each.
final class ThreadPool implements AutoCloseable {

    private final ContextFunctions functions;
    private final MethodHandle free;
    private final MemorySegment handle;

    ThreadPool(ContextFunctions functions, int threads) {
        this.functions = functions;
        free = functions.ofProcessor("ggml_threadpool_free", FunctionDescriptor.ofVoid(ADDRESS));
        MethodHandle create =
                functions.ofProcessor(
                        "ggml_threadpool_new", FunctionDescriptor.of(ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            var params =
                    (MemorySegment)
                            functions.threadpoolParams.invokeExact(
                                    (SegmentAllocator) arena, threads);
            handle = (MemorySegment) create.invokeExact(params);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    void attach(MemorySegment context) throws Throwable {
        functions.attachThreadpool.invokeExact(context, handle, handle);
    }

    /// Only after the context is freed.
    @Override
    public void close() {
        try {
            free.invokeExact(handle);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
