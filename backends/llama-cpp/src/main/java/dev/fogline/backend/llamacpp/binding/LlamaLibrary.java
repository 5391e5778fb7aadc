package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fogline.backend.llamacpp.natives.CStrings;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.NativeLog;
import dev.fogline.backend.llamacpp.natives.NativeSymbols;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/// llama.cpp in this process: opened, checked, started. It stays until the process ends.
///
/// Open it once and share it: native code keeps one log callback and one list of compute backends
/// per process, and the library that loaded last has the log.
public final class LlamaLibrary {

    private final NativeSymbols symbols;
    private final NativeLog log = new NativeLog();
    private final MethodHandle setLog;
    private final ModelFunctions models;
    private final ContextFunctions contexts;
    private List<Device> devices = List.of();

    private LlamaLibrary(NativeSymbols symbols) {
        this.symbols = symbols;
        this.setLog = symbols.procedure("llama_log_set", ADDRESS, ADDRESS);
        this.models = new ModelFunctions(symbols);
        this.contexts = new ContextFunctions(symbols);
    }

    /// Opens the libraries in a directory.
    ///
    /// @throws LlamaException if they are missing, not for this platform, or not the release this
    ///   binding is for; one line that says which file, what was expected and what was found
    public static LlamaLibrary open(Path directory) {
        var library = new LlamaLibrary(NativeSymbols.open(directory));
        library.start();
        return library;
    }

    /// Where the libraries are: the directory that the system property `fogline.llama.dir` names,
    /// else the `lib` of the running Java runtime.
    public static Path usualDirectory() {
        String configured = System.getProperty("fogline.llama.dir");
        return configured == null
                ? Path.of(System.getProperty("java.home"), "lib")
                : Path.of(configured);
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

    /// @throws LlamaException if no device but the processor is there
    void requireGpu() {
        if (devices.stream().noneMatch(Device::gpu)) {
            throw new LlamaException(
                    "gpu-layers is above 0, but there is no GPU that llama.cpp can use: found "
                            + devices.stream().map(Device::name).toList()
                            + "; the library libggml-cuda.so or libggml-vulkan.so must lie in "
                            + symbols.directory()
                            + ", and its driver must be installed");
        }
    }

    /// Takes the log of this process and empties it.
    void listen() throws Throwable {
        setLog.invokeExact(log.callback(), MemorySegment.NULL);
        log.clear();
    }

    private void start() {
        var backends = symbols.function("ggml_backend_reg_count", JAVA_LONG);
        var loadBackends = symbols.procedure("ggml_backend_load_all_from_path", ADDRESS);
        var initialise = symbols.procedure("llama_backend_init");
        try (Arena arena = Arena.ofConfined()) {
            listen();
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
            devices = Device.all(symbols);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
