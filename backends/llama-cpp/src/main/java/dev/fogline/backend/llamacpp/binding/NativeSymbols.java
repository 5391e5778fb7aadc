package dev.fogline.backend.llamacpp.binding;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The functions of llama.cpp's libraries in one directory, by name.
final class NativeSymbols {

    static final Linker LINKER = Linker.nativeLinker();

    private final Path directory;
    private final SymbolLookup lookup;

    private NativeSymbols(Path directory, SymbolLookup lookup) {
        this.directory = directory;
        this.lookup = lookup;
    }

    /// Opens `libllama`, `libggml` and `libggml-base`, whatever version is in their file names.
    static NativeSymbols open(Path directory) {
        return new NativeSymbols(
                directory,
                library(directory, "libllama").or(library(directory, "libggml")).or(library(directory, "libggml-base")));
    }

    Path directory() {
        return directory;
    }

    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(find(name), FunctionDescriptor.of(result, arguments));
    }

    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(find(name), FunctionDescriptor.ofVoid(arguments));
    }

    private MemorySegment find(String name) {
        return lookup.find(name)
                .orElseThrow(() -> new LlamaException(
                        "the llama.cpp libraries in " + directory + " have no function " + name));
    }

    /// Its dependencies are found by the library itself: they lie beside it.
    private static SymbolLookup library(Path directory, String name) {
        Path file = file(directory, name);
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new LlamaException(
                    file + " cannot be opened: it is damaged, made for another platform than "
                            + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + ", or the system's C++ library is too old (glibc 2.34 is needed)",
                    e);
        }
    }

    private static Path file(Path directory, String name) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, name + "{.so,.v*.so}")) {
            for (Path file : files) {
                return file;
            }
        } catch (IOException e) {
            throw new LlamaException("no llama.cpp here: the directory " + directory + " cannot be listed", e);
        }
        throw new LlamaException("no llama.cpp here: there is no " + name + ".so or " + name + ".v*.so in " + directory);
    }
}
