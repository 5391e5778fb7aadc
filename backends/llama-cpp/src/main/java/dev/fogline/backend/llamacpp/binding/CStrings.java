package dev.fogline.backend.llamacpp.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Texts to and from C, where a text ends at its first zero.
final class CStrings {

    private CStrings() {}

    /// The text at an address that native code gave us.
    static String read(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// A copy for native code; a zero inside would cut the text off, so it becomes the replacement
    /// character.
    static MemorySegment write(Arena arena, String text) {
        return arena.allocateFrom(text.replace('\0', '\ufffd'));
    }
}
