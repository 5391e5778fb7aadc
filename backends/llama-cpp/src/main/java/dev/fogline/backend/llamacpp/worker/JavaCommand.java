package dev.fogline.backend.llamacpp.worker;

import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a worker is started: the same Java runtime, the same modules, as little memory as will do.
final class JavaCommand {

    private static final Module MODULE = WorkerMain.class.getModule();

    /// Its Java heap holds frames, and a row of logits; the weights are native memory.
    private static final List<String> SMALL =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms4m",
                    "-Xmx64m",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:CICompilerCount=2",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:ErrorFile=/dev/null", // its first lines are read from the output
                    "-XX:-DumpReplayDataOnError",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");

    /// Names a file that workers write their ahead-of-time cache to, when an image is built.
    private static final String CACHE_OUTPUT = "fogline.worker.cache-output";

    /// Names a command that starts the worker, such as `nice` or `prlimit` with their options;
    /// words are separated by blanks. It must become the process that it starts, as these do.
    static final String LAUNCHER = "fogline.worker.launcher";

    private JavaCommand() {}

    /// Whether workers are to end in their own time, to write their cache.
    static boolean training() {
        return System.getProperty(CACHE_OUTPUT) != null;
    }

    /// @param home of a Java runtime
    /// @param socket where the node listens
    static List<String> worker(Path home, Path socket) {
        var command = new ArrayList<>(launcher());
        command.add(home.resolve("bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(cache(home));
        String directory = System.getProperty("fogline.llama.dir");
        if (directory != null) {
            command.add("-Dfogline.llama.dir=" + directory);
        }
        command.add("--enable-native-access=" + MODULE.getName());
        String path = modulePath();
        if (!path.isEmpty()) {
            command.addAll(List.of("--module-path", path));
        }
        command.addAll(List.of("-m", MODULE.getName() + "/" + WorkerMain.class.getName()));
        command.add(socket.toString());
        return command;
    }

    private static List<String> launcher() {
        String words = System.getProperty(LAUNCHER, "").strip();
        return words.isEmpty() ? List.of() : List.of(words.split(" +"));
    }

    /// A worker reads files from anywhere: it is given no secret that it might leak, and none of
    /// the options meant for its node.
    ///
    /// @param environment to be changed
    static void trim(Map<String, String> environment) {
        environment.keySet().removeIf(JavaCommand::withheld);
        environment.put("GGML_NO_BACKTRACE", "1"); // it would start a debugger
        environment.put("MALLOC_ARENA_MAX", "1"); // glibc keeps memory for each thread otherwise
    }

    private static boolean withheld(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Stream.of("KEY", "TOKEN", "SECRET", "PASSWORD", "JAVA_TOOL_OPTIONS", "JDK_JAVA_")
                .anyMatch(upper::contains);
    }

    /// Without a cache, or under other flags than it was made with, a worker starts slower.
    private static List<String> cache(Path home) {
        String output = System.getProperty(CACHE_OUTPUT);
        if (output != null) {
            return List.of("-XX:AOTCacheOutput=" + output, "-D" + CACHE_OUTPUT + "=" + output);
        }
        Path cache = home.resolve("lib", MODULE.getName() + ".aot");
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    /// Empty in an image, which holds the modules itself; elsewhere where they lie now.
    private static String modulePath() {
        return MODULE.getLayer().configuration().modules().stream()
                .map(ResolvedModule::reference)
                .flatMap(reference -> reference.location().stream())
                .filter(location -> location.getScheme().equals("file"))
                .map(JavaCommand::path)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String path(URI location) {
        return Path.of(location).toString();
    }
}
