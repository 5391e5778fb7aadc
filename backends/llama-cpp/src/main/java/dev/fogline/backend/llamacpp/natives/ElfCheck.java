package dev.fogline.backend.llamacpp.natives;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Whether a library file is whole and for this processor, by its ELF header. Pure.
///
/// The system's loader is not that careful: opening a library that is cut off ends the process with
/// a bus error.
final class ElfCheck {

    /// Of a 64-bit file, as the ELF-64 object file format has it.
    static final int HEADER_BYTES = 64;

    private static final int MAGIC = 0x464c457f; // 7f "ELF", read little-endian
    private static final byte CLASS_64 = 2;

    private ElfCheck() {}

    /// @param start the first [#HEADER_BYTES] of the file, or all of a shorter one
    /// @param length of the whole file, in bytes
    /// @param architecture as the system property `os.arch` names it
    /// @return what is wrong with the file; empty if nothing
    static Optional<String> problem(byte[] start, long length, String architecture) {
        ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < HEADER_BYTES || header.getInt(0) != MAGIC || header.get(4) != CLASS_64) {
            return Optional.of("is no 64-bit ELF library");
        }
        int machine = header.getShort(18);
        if (machine != machine(architecture)) {
            return Optional.of(
                    "is for ELF machine " + machine + ", not for this one's " + architecture);
        }
        long sectionTable = header.getLong(40); // the last thing in the file
        long sectionTableBytes = (long) header.getShort(58) * header.getShort(60);
        return sectionTable + sectionTableBytes > length
                ? Optional.of(
                        "is cut off: "
                                + length
                                + " of "
                                + (sectionTable + sectionTableBytes)
                                + " bytes")
                : Optional.empty();
    }

    /// `EM_X86_64` and `EM_AARCH64` of `elf.h`.
    private static int machine(String architecture) {
        return switch (architecture) {
            case "amd64" -> 62;
            case "aarch64" -> 183;
            default -> -1;
        };
    }
}
