package dev.fogline.backend.llamacpp.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The last lines a process wrote, where native code says why it aborts. Thread-safe.
final class OutputTail {

    private static final int LINES = 20;
    private static final int LINE_CHARACTERS = 300;

    private final Deque<String> lines = new ArrayDeque<>();

    /// Reads to the end.
    void follow(InputStream output) {
        try (var reader =
                new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException processGone) {
            // there is no more
        }
    }

    /// The line that most probably tells why the process ended: that of a failed assertion, else
    /// the last one.
    synchronized Optional<String> reason() {
        return lines.stream()
                .filter(line -> line.contains("GGML_ASSERT") || line.contains("terminate called"))
                .findFirst()
                .or(() -> Optional.ofNullable(lines.peekLast()));
    }

    private synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.add(line.substring(0, Math.min(LINE_CHARACTERS, line.length())));
    }
}
