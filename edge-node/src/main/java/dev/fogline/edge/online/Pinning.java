package dev.fogline.edge.online;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Processors of its own for each node, as if they were two machines: the edge has the lower half,
/// the cloud the upper one. What is started by a pinned process stays there too.
///
/// @param processors of this machine, ≥ 1
/// @param possible whether processes can be pinned at all
record Pinning(int processors, boolean possible) {

    /// Needs `taskset` and two processors; else both nodes share all of them.
    static Pinning here() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        var pinning = new Pinning(processors, processors > 1);
        return new Pinning(
                processors,
                processors > 1
                        && works(pinning.command(Target.Door.EDGE, Path.of("true")))
                        && works(pinning.command(Target.Door.CLOUD, Path.of("true"))));
    }

    /// The command that starts a launcher where the node belongs.
    List<String> command(Target.Door node, Path launcher) {
        if (!possible) {
            return List.of(launcher.toString());
        }
        int half = processors / 2;
        String range =
                switch (node) {
                    case EDGE -> "0-" + (half - 1);
                    case CLOUD -> half + "-" + (processors - 1);
                };
        return List.of("taskset", "-c", range, launcher.toString());
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
