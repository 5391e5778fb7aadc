package dev.fogline.backend.llamacpp.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// The functions of llama.cpp's libraries in one directory, by name.
public final class NativeSymbols {

    private final Path directory;
    private final SymbolLookup lookup;

    private NativeSymbols(Path directory, SymbolLookup lookup) {
        this.directory = directory;
        this.lookup = lookup;
    }

    /// Opens and checks `libllama`, `libggml` and `libggml-base`.
    ///
    /// @throws LlamaException if they are missing, damaged, not for this platform, or not the
    ///   release this binding is for; one line that says which file, what was expected and what was
    ///   found
    public static NativeSymbols open(Path directory) {
        LibraryFiles files = LibraryFiles.in(directory);
        SymbolLookup lookup =
                library(files.file("llama"))
                        .or(library(files.file("ggml")))
                        .or(library(files.file("ggml-base")));
        var symbols = new NativeSymbols(directory, lookup);
        new LibraryProbe(symbols)
                .problem()
                .ifPresent(
                        problem -> {
                            throw new LlamaException(
                                    files.file("llama") + " does not fit this program: " + problem);
                        });
        return symbols;
    }

    /// Where the libraries lie.
    public Path directory() {
        return directory;
    }

    /// A function with a result.
    public MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(find(name), FunctionDescriptor.of(result, arguments));
    }

    /// A function without a result.
    public MethodHandle procedure(String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(find(name), FunctionDescriptor.ofVoid(arguments));
    }

    private MemorySegment find(String name) {
        return lookup.find(name)
                .orElseThrow(
                        () ->
                                new LlamaException(
                                        "the llama.cpp libraries in "
                                                + directory
                                                + " have no function "
                                                + name));
    }

    /// Its dependencies are found by the library itself: they lie beside it.
    private static SymbolLookup library(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new LlamaException(
                    file
                            + " cannot be opened: a library beside it is missing, or the system is"
                            + " too old (glibc 2.34 and libstdc++ of GCC 11 are needed)",
                    e);
        }
    }
}
