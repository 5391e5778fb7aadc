package dev.fogline.backend.llamacpp.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a process wrote before it ended, as far as it tells why: native code says why it aborts,
/// the Java machine what it met. Thread-safe.
final class OutputTail {

    private static final int LINE_CHARACTERS = 300;

    /// A signal and the library it came from, or an assertion and what it is about.
    private static final int TELLING_LINES = 2;

    /// A failed assertion, a C++ exception, the first lines of the Java machine's error report.
    private static final Pattern TELLING =
            Pattern.compile(
                    "GGML_ASSERT|terminate called|what\\(\\):|Native memory allocation"
                            + "|OutOfMemoryError|SIG[A-Z]{3,4} \\(|^# [CJV] {2}|Could not allocate");

    /// What stands in front of the lines of an error report, and addresses in it.
    private static final Pattern NOISE = Pattern.compile("^# *| at pc=.*");

    private final List<String> telling = new ArrayList<>();
    private @Nullable String last;

    /// Reads to the end.
    void follow(InputStream output) {
        try (var reader =
                new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException processGone) {
            // there is no more
        }
    }

    /// The lines that most probably tell why the process ended, as one; else the last one.
    synchronized Optional<String> reason() {
        return telling.isEmpty()
                ? Optional.ofNullable(last)
                : Optional.of(String.join(", ", telling));
    }

    private synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        String kept = line.substring(0, Math.min(LINE_CHARACTERS, line.length()));
        last = kept;
        if (telling.size() < TELLING_LINES && TELLING.matcher(line).find()) {
            telling.add(NOISE.matcher(kept).replaceAll("").strip());
        }
    }
}
