package dev.fogline.backend.llamacpp.gguf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTypeTest {

    private static final SymbolLookup GGML =
            SymbolLookup.libraryLookup(
                    Path.of(System.getProperty("fogline.llama.dir"), "libggml-base.so"),
                    Arena.global());

    @ParameterizedTest
    @EnumSource
    void isAsTheLibraryHasIt(TensorType type) throws Throwable {
        long blockWeights = (long) function("ggml_blck_size", JAVA_LONG).invokeExact(type.number);
        long blockBytes = (long) function("ggml_type_size", JAVA_LONG).invokeExact(type.number);

        assertThat(blockWeights).isEqualTo(type.blockWeights);
        assertThat(blockBytes).isEqualTo(type.blockBytes);
    }

    private static MethodHandle function(String name, MemoryLayout result) {
        return Linker.nativeLinker()
                .downcallHandle(GGML.findOrThrow(name), FunctionDescriptor.of(result, JAVA_INT));
    }
}
