package dev.fogline.backend.llamacpp.natives;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/// The end of this process, at once.
public final class ProcessEnd {

    private ProcessEnd() {}

    /// Ends it by C's `_exit`: no shutdown hook and no destructor runs, which would crash under a
    /// decode step that goes on meanwhile.
    public static void now(int code) {
        Linker linker = Linker.nativeLinker();
        try {
            linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("_exit"),
                            FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(code);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
