package dev.fogline.backend.llamacpp.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Takes what llama.cpp logs: warnings and errors are kept for the exception of the call that
/// caused them, nothing is printed. (Its errors include cancellations that we asked for, its
/// information is hundreds of lines per model.)
public final class NativeLog {

    /// `GGML_LOG_LEVEL_WARN` and `GGML_LOG_LEVEL_CONT` of `ggml.h`; CONT goes on with the line
    /// before.
    private static final int WARN = 3;

    private static final int CONTINUED = 5;

    private static final int MAX_KEPT_CHARACTERS = 8192;

    private final ThreadLocal<Lines> lines = ThreadLocal.withInitial(Lines::new);

    private static final class Lines {
        final StringBuilder kept = new StringBuilder();
        int level;
    }

    /// A function pointer for `llama_log_set`; valid as long as the process.
    public MemorySegment callback() {
        try {
            var onLine =
                    MethodHandles.lookup()
                            .bind(
                                    this,
                                    "onLine",
                                    MethodType.methodType(
                                            void.class,
                                            int.class,
                                            MemorySegment.class,
                                            MemorySegment.class));
            return Linker.nativeLinker()
                    .upcallStub(
                            onLine,
                            FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS),
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LlamaException("the log callback cannot be made", e);
        }
    }

    /// Forgets what was kept on this thread, before a call that may fail.
    public void clear() {
        lines.get().kept.setLength(0);
    }

    /// What this thread's native calls complained about since [#clear], as one line.
    public String complaints() {
        String text = String.join("; ", lines.get().kept.toString().strip().split("\\R+"));
        return text.isEmpty() ? "llama.cpp gave no reason" : text;
    }

    /// Called by native code: an exception that left it would end the process.
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name, called with three
    private void onLine(int level, MemorySegment text, MemorySegment userData) {
        try {
            Lines mine = lines.get();
            mine.level = level == CONTINUED ? mine.level : level;
            if (mine.level >= WARN && mine.kept.length() < MAX_KEPT_CHARACTERS) {
                mine.kept.append(CStrings.read(text));
            }
        } catch (Throwable dropped) {
            // a lost log line is better than a lost process
        }
    }
}
