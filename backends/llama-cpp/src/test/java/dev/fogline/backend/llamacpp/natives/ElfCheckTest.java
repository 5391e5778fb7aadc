package dev.fogline.backend.llamacpp.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ElfCheckTest {

    /// An x64 library whose section table, 10 entries of 64 bytes, begins at 1000.
    private static final byte[] HEADER =
            ByteBuffer.allocate(ElfCheck.HEADER_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1})
                    .putShort(18, (short) 62)
                    .putLong(40, 1000)
                    .putShort(58, (short) 64)
                    .putShort(60, (short) 10)
                    .array();

    @Test
    void acceptsAWholeFile() {
        assertThat(ElfCheck.problem(HEADER, 1640, "amd64")).isEmpty();
    }

    @Test
    void refusesAFileThatIsCutOff() {
        assertThat(ElfCheck.problem(HEADER, 1639, "amd64"))
                .contains("is cut off: 1639 of 1640 bytes");
    }

    @Test
    void refusesAnotherProcessors() {
        assertThat(ElfCheck.problem(HEADER, 1640, "aarch64"))
                .contains("is for ELF machine 62, not for this one's aarch64");
    }

    @Test
    void refusesWhatIsNoLibrary() {
        assertThat(ElfCheck.problem(new byte[64], 1640, "amd64"))
                .contains("is no 64-bit ELF library");
        assertThat(ElfCheck.problem(Arrays.copyOf(HEADER, 63), 63, "amd64"))
                .contains("is no 64-bit ELF library");
    }
}
