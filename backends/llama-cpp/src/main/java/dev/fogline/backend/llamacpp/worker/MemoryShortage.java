package dev.fogline.backend.llamacpp.worker;

import java.util.List;

/// How a lack of memory is told of: by words only, as neither llama.cpp's C interface nor the end
/// of a process has a code for it. Pure.
final class MemoryShortage {

    /// As seen under `prlimit --data` with llama.cpp 0.5.0 and Java 25: of ggml's buffers, of its
    /// small objects, of C++, of the Java heap, of what the Java machine takes beside it.
    private static final List<String> WORDS =
            List.of(
                    "insufficient memory",
                    "failed to allocate",
                    "unable to allocate",
                    "ctx->mem_buffer != NULL",
                    "bad_alloc",
                    "OutOfMemoryError",
                    "Native memory allocation",
                    "possibly out of memory",
                    "Could not allocate",
                    "Could not reserve");

    private MemoryShortage() {}

    /// @param words of llama.cpp or the Java machine
    static boolean told(String words) {
        return WORDS.stream().anyMatch(words::contains);
    }
}
