package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.NativeSymbols;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of `llama.h` that concern a context: decoding, logits and the key-value cache; and
/// those of `ggml-cpu.h` that concern its threads.
final class ContextFunctions {

    final MethodHandle defaultParams;
    final MethodHandle create;
    final MethodHandle free;
    final MethodHandle setAbort;
    final MethodHandle decode;
    final MethodHandle logits;
    final MethodHandle memory;
    final MethodHandle removeTokens;
    final MethodHandle copyTokens;
    final MethodHandle clearMemory;
    final MethodHandle pooled;
    final MethodHandle setAdapters;

    final MethodHandle threadpoolParams;
    final MethodHandle attachThreadpool;
    private final MethodHandle registeredBackend;
    private final MethodHandle backendFunction;

    ContextFunctions(NativeSymbols symbols) {
        defaultParams =
                symbols.function("llama_context_default_params", Struct.CONTEXT_PARAMS.layout());
        create =
                symbols.function(
                        "llama_init_from_model", ADDRESS, ADDRESS, Struct.CONTEXT_PARAMS.layout());
        free = symbols.procedure("llama_free", ADDRESS);
        setAbort = symbols.procedure("llama_set_abort_callback", ADDRESS, ADDRESS, ADDRESS);
        decode = symbols.function("llama_decode", JAVA_INT, ADDRESS, Struct.BATCH.layout());
        logits = symbols.function("llama_get_logits_ith", ADDRESS, ADDRESS, JAVA_INT);
        memory = symbols.function("llama_get_memory", ADDRESS, ADDRESS);
        // memory, sequence, from and to positions (negative: all before, all behind); false: cannot
        // remove a part
        removeTokens =
                symbols.function(
                        "llama_memory_seq_rm", JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
        // memory, source and target sequence, from and to positions
        copyTokens =
                symbols.procedure(
                        "llama_memory_seq_cp", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

        // memory, whether the data are overwritten too
        clearMemory = symbols.procedure("llama_memory_clear", ADDRESS, JAVA_BOOLEAN);
        pooled = symbols.function("llama_get_embeddings_seq", ADDRESS, ADDRESS, JAVA_INT);
        // context, adapters, their number (size_t), scales
        setAdapters =
                symbols.function(
                        "llama_set_adapters_lora", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

        threadpoolParams =
                symbols.function(
                        "ggml_threadpool_params_default",
                        Struct.THREADPOOL_PARAMS.layout(),
                        JAVA_INT);
        attachThreadpool = symbols.procedure("llama_attach_threadpool", ADDRESS, ADDRESS, ADDRESS);
        registeredBackend = symbols.function("ggml_backend_reg_by_name", ADDRESS, ADDRESS);
        backendFunction =
                symbols.function("ggml_backend_reg_get_proc_address", ADDRESS, ADDRESS, ADDRESS);
    }

    /// A function that only the processor's own library has, such as `ggml_threadpool_new`.
    MethodHandle ofProcessor(String name, FunctionDescriptor descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            var backend = (MemorySegment) registeredBackend.invokeExact(arena.allocateFrom("CPU"));
            var function =
                    (MemorySegment) backendFunction.invokeExact(backend, arena.allocateFrom(name));
            return Linker.nativeLinker().downcallHandle(function, descriptor);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
