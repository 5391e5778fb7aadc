package dev.fogline.backend.llamacpp.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Texts to and from C, where a text ends at its first zero.
public final class CStrings {

    private CStrings() {}

    /// The text at an address that native code gave us.
    public static String read(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// A copy for native code; a zero inside would cut the text off, so it becomes the replacement
    /// character.
    public static MemorySegment write(Arena arena, String text) {
        return arena.allocateFrom(text.replace('\0', '\ufffd'));
    }
}
