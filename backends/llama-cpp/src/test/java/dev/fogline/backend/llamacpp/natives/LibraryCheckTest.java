package dev.fogline.backend.llamacpp.natives;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class LibraryCheckTest {

    private final MemorySegment room = Arena.ofAuto().allocate(LibraryCheck.ROOM_BYTES, 8);

    @Test
    void acceptsOurRelease() {
        assertThat(LibraryCheck.version("0.5.0-dev")).isEmpty();
        assertThat(LibraryCheck.version("0.5.0")).isEmpty();
    }

    @Test
    void refusesAnotherRelease() {
        assertThat(LibraryCheck.version("0.5.01"))
                .contains("llama_version is 0.5.01, expected 0.5.0");
        assertThat(LibraryCheck.version("0.6.0-dev"))
                .contains("llama_version is 0.6.0-dev, expected 0.5.0");
    }

    @Test
    void acceptsTheDefaultsAtOurOffsets() {
        writeContextDefaults();

        assertThat(LibraryCheck.defaults(Struct.CONTEXT_PARAMS, room)).isEmpty();
    }

    @Test
    void refusesAFieldThatHoldsAnotherDefault() {
        writeContextDefaults();
        room.set(JAVA_INT, 4, 4096);

        assertThat(LibraryCheck.defaults(Struct.CONTEXT_PARAMS, room))
                .contains(
                        "llama_context_params.n_batch at offset 4 is 4096 by default, expected 2048");
    }

    @Test
    void refusesAFlagThatHoldsAnotherDefault() {
        writeContextDefaults();
        room.set(JAVA_BYTE, 132, (byte) 0);

        assertThat(LibraryCheck.defaults(Struct.CONTEXT_PARAMS, room))
                .contains(
                        "llama_context_params.swa_full at offset 132 is 0 by default, expected 1");
    }

    @Test
    void refusesAStructThatHasGrown() {
        writeContextDefaults();
        room.set(JAVA_BYTE, 160, (byte) 0);

        assertThat(LibraryCheck.defaults(Struct.CONTEXT_PARAMS, room))
                .contains("llama_context_params is larger than the expected 160 bytes");
    }

    @Test
    void refusesModelDefaultsOfNothingButZeros() {
        assertThat(LibraryCheck.defaults(Struct.MODEL_PARAMS, room))
                .contains(
                        "llama_model_params.n_gpu_layers at offset 16 is 0 by default, expected -1");
    }

    /// By offset, as a C program printed them, not through the layouts under test.
    private void writeContextDefaults() {
        room.fill(LibraryCheck.UNTOUCHED);
        int[][] numbers = {
            {0, 512}, {4, 2048}, {8, 512}, {12, 1}, {28, 4}, {32, 4}, {52, -1}, {104, 1}, {108, 1}
        };
        int[][] flags = {{128, 0}, {129, 1}, {130, 1}, {132, 1}, {133, 0}};
        for (int[] number : numbers) {
            room.set(JAVA_INT, number[0], number[1]);
        }
        for (int[] flag : flags) {
            room.set(JAVA_BYTE, flag[0], (byte) flag[1]);
        }
    }
}
