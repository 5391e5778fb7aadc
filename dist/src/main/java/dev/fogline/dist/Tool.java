package dev.fogline.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.spi.ToolProvider;

/// Runs programs that must succeed; what they say is shown only if they do not.
final class Tool {

    private Tool() {}

    /// A tool of the running JDK, in this process.
    static void jdk(String name, String... arguments) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        int status =
                ToolProvider.findFirst(name)
                        .orElseThrow(() -> new IllegalStateException("this JDK has no " + name))
                        .run(out, out, arguments);
        if (status != 0) {
            throw new IllegalStateException(
                    name + " " + String.join(" ", arguments) + " failed: " + said);
        }
    }

    /// Any program, in a process of its own.
    static void run(ProcessBuilder program) throws IOException {
        List<String> command = program.command();
        Process process = program.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", interrupted);
        }
    }
}
