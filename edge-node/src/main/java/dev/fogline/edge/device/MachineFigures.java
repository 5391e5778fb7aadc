package dev.fogline.edge.device;

import dev.fogline.router.profile.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Linux says of the machine's memory and processor; elsewhere there are no limits to be seen.
///
/// @param root of the file system
public record MachineFigures(Path root) {

    private static final int KIB = 1024;

    /// This machine.
    public static MachineFigures here() {
        return new MachineFigures(Path.of("/"));
    }

    /// By what this machine is known again.
    public Device device() {
        Matcher named =
                Pattern.compile("(?m)^(?:model name|Model|Hardware)\\s*: (.{1,200})$")
                        .matcher(text("proc/cpuinfo"));
        return new Device(
                named.find() ? named.group(1).strip() : "",
                System.getProperty("os.arch", ""),
                Runtime.getRuntime().availableProcessors(),
                totalBytes());
    }

    /// The smaller of the machine's memory and the control group's limit.
    public long totalBytes() {
        return Math.min(meminfo("MemTotal"), limit());
    }

    /// What could be had without swapping, never more than the total.
    public long freeBytes() {
        return Math.min(meminfo("MemAvailable"), totalBytes());
    }

    /// Whether the processor multiplies matrices of small integers at once.
    public boolean hasMatrixInstructions() {
        return text("proc/cpuinfo").contains(" amx_int8");
    }

    private long meminfo(String key) {
        Matcher found =
                Pattern.compile("(?m)^" + key + ": +(\\d{1,15}) kB$").matcher(text("proc/meminfo"));
        return found.find() ? Long.parseLong(found.group(1)) * KIB : Long.MAX_VALUE;
    }

    /// Of control groups version 2, as a container sees its own.
    private long limit() {
        String limit = text("sys/fs/cgroup/memory.max").strip();
        return limit.matches("\\d{1,18}") ? Long.parseLong(limit) : Long.MAX_VALUE;
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException notHere) {
            return "";
        }
    }
}
