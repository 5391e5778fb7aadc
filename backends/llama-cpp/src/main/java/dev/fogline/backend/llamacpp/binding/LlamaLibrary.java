package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;

/// llama.cpp in this process: opened, checked, started. It stays until the process ends.
///
/// Open it once and share it: native code keeps one log callback and one list of compute backends
/// per process, and the library opened last has the log.
public final class LlamaLibrary {

    private final NativeSymbols symbols;
    private final NativeLog log = new NativeLog();
    private final ModelFunctions models;
    private final ContextFunctions contexts;

    private LlamaLibrary(NativeSymbols symbols) {
        this.symbols = symbols;
        this.models = new ModelFunctions(symbols);
        this.contexts = new ContextFunctions(symbols);
    }

    /// Opens the libraries in a directory.
    ///
    /// @throws LlamaException if they are missing, not for this platform, or not the release this
    ///   binding is for; one line that says which file, what was expected and what was found
    public static LlamaLibrary open(Path directory) {
        NativeSymbols symbols = NativeSymbols.open(directory);
        check(symbols);
        var library = new LlamaLibrary(symbols);
        library.start();
        return library;
    }

    ModelFunctions models() {
        return models;
    }

    ContextFunctions contexts() {
        return contexts;
    }

    NativeLog log() {
        return log;
    }

    private static void check(NativeSymbols symbols) {
        try {
            var version = symbols.function("llama_version", ADDRESS);
            LibraryCheck.version(CStrings.read((MemorySegment) version.invokeExact()))
                    .or(() -> defaults(symbols, Struct.MODEL_PARAMS, "llama_model_default_params"))
                    .or(
                            () ->
                                    defaults(
                                            symbols,
                                            Struct.CONTEXT_PARAMS,
                                            "llama_context_default_params"))
                    .ifPresent(
                            problem -> {
                                throw new LlamaException(
                                        "the llama.cpp libraries in "
                                                + symbols.directory()
                                                + " do not fit this program: "
                                                + problem);
                            });
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// A struct of more than 16 bytes is returned through a pointer, on x64 and arm64 alike, so the
    /// room may be larger than the struct.
    private static Optional<String> defaults(
            NativeSymbols symbols, Struct struct, String function) {
        StructLayout room =
                MemoryLayout.structLayout(
                        MemoryLayout.sequenceLayout(
                                LibraryCheck.ROOM_BYTES / Long.BYTES, JAVA_LONG));
        try (Arena arena = Arena.ofConfined()) {
            SegmentAllocator filled =
                    (bytes, alignment) ->
                            arena.allocate(bytes, alignment).fill(LibraryCheck.UNTOUCHED);
            var handle = symbols.function(function, room);
            return LibraryCheck.defaults(struct, (MemorySegment) handle.invokeExact(filled));
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    private void start() {
        var setLog = symbols.procedure("llama_log_set", ADDRESS, ADDRESS);
        var backends = symbols.function("ggml_backend_reg_count", ValueLayout.JAVA_LONG);
        var loadBackends = symbols.procedure("ggml_backend_load_all_from_path", ADDRESS);
        var initialise = symbols.procedure("llama_backend_init");
        try (Arena arena = Arena.ofConfined()) {
            setLog.invokeExact(log.callback(), MemorySegment.NULL);
            if ((long) backends.invokeExact() == 0) {
                loadBackends.invokeExact(CStrings.write(arena, symbols.directory().toString()));
            }
            if ((long) backends.invokeExact() == 0) {
                throw new LlamaException(
                        "no libggml-cpu-*.so in "
                                + symbols.directory()
                                + " runs on this processor");
            }
            initialise.invokeExact();
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
