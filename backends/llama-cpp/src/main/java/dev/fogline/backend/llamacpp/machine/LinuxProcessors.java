package dev.fogline.backend.llamacpp.machine;

import dev.fogline.backend.llamacpp.machine.Processors.Processor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads what Linux tells of its processors; on other systems there is nothing to read.
public final class LinuxProcessors {

    /// Where Linux tells it.
    public static final Path USUAL = Path.of("/sys/devices/system/cpu");

    /// `CONFIG_NR_CPUS` of the largest distributions' kernels.
    private static final int MAX_PROCESSORS = 8192;

    private LinuxProcessors() {}

    /// @param folder [#USUAL], or one like it
    /// @param quota see [Processors#quota]
    public static Processors read(Path folder, int quota) {
        var all = new ArrayList<Processor>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "cpu[0-9]*")) {
            for (Path processor : found) {
                if (all.size() < MAX_PROCESSORS) {
                    add(processor, all);
                }
            }
            return new Processors(all, quota);
        } catch (IOException notTold) {
            return new Processors(List.of(), quota);
        }
    }

    /// One that is off has no topology.
    private static void add(Path processor, List<Processor> all) throws IOException {
        Path topology = processor.resolve("topology");
        if (Files.isReadable(topology.resolve("core_id"))) {
            String core =
                    text(topology.resolve("physical_package_id"))
                            + "/"
                            + text(topology.resolve("core_id"));
            all.add(new Processor(siblings(topology, core), speed(processor)));
        }
    }

    /// The threads of a core name it best: core numbers repeat in clusters and dies.
    private static String siblings(Path topology, String core) throws IOException {
        Path siblings = topology.resolve("thread_siblings_list");
        return Files.isReadable(siblings) ? text(siblings) : core;
    }

    /// Arm's kernels tell a capacity, all others a frequency.
    private static long speed(Path processor) throws IOException {
        for (String file : List.of("cpu_capacity", "cpufreq/cpuinfo_max_freq")) {
            Path told = processor.resolve(file);
            if (Files.isReadable(told)) {
                try {
                    return Long.parseLong(text(told));
                } catch (NumberFormatException notANumber) {
                    return 0;
                }
            }
        }
        return 0;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
