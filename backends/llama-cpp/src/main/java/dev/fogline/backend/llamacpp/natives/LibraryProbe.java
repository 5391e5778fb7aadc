package dev.fogline.backend.llamacpp.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.util.Optional;

/// Asks a library what [LibraryCheck] wants to know.
final class LibraryProbe {

    /// A struct of more than 16 bytes is returned through a pointer, on x64 and arm64 alike, so the
    /// room for it may be larger than the struct.
    private static final StructLayout ROOM =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(LibraryCheck.ROOM_BYTES / Long.BYTES, JAVA_LONG));

    private final NativeSymbols symbols;

    LibraryProbe(NativeSymbols symbols) {
        this.symbols = symbols;
    }

    /// @return what does not fit; empty if all does
    Optional<String> problem() {
        return LibraryCheck.version(version())
                .or(() -> defaults(Struct.MODEL_PARAMS, "llama_model_default_params"))
                .or(() -> defaults(Struct.CONTEXT_PARAMS, "llama_context_default_params"));
    }

    private String version() {
        try {
            var function = symbols.function("llama_version", ADDRESS);
            return CStrings.read((MemorySegment) function.invokeExact());
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    private Optional<String> defaults(Struct struct, String name) {
        try (Arena arena = Arena.ofConfined()) {
            SegmentAllocator filled =
                    (bytes, alignment) ->
                            arena.allocate(bytes, alignment).fill(LibraryCheck.UNTOUCHED);
            var function = symbols.function(name, ROOM);
            return LibraryCheck.defaults(struct, (MemorySegment) function.invokeExact(filled));
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
