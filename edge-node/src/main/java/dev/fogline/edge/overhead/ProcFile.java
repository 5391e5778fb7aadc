package dev.fogline.edge.overhead;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What Linux tells of a process (proc(5)).
final class ProcFile {

    /// Of user space, whatever the kernel's own clock does.
    private static final double MICROS_PER_TICK = 10_000;

    private static final double KIB_PER_MIB = 1024;

    /// Of `utime` after the closing parenthesis of the command's name, where `state` is 0.
    private static final int USER_TIME_FIELD = 11;

    private ProcFile() {}

    /// User and system time of all its threads, those that have ended too.
    static double cpuMicros(long pid) {
        return cpuMicros(read(pid, "stat"));
    }

    static double cpuMicros(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks =
                Long.parseLong(fields[USER_TIME_FIELD])
                        + Long.parseLong(fields[USER_TIME_FIELD + 1]);
        return ticks * MICROS_PER_TICK;
    }

    /// The same of the threads in which a JVM compiles; 0 for other programs.
    static double compilerMicros(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(thread -> read(thread.resolve("stat")))
                    .filter(ProcFile::isCompiler)
                    .mapToDouble(ProcFile::cpuMicros)
                    .sum();
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    /// Named "C1 CompilerThread0" and the like, of which Linux keeps 15 characters.
    static boolean isCompiler(String stat) {
        return stat.contains("(C1 CompilerThre)") || stat.contains("(C2 CompilerThre)");
    }

    /// Resident memory now.
    static double residentMib(long pid) {
        return mib(read(pid, "status"), "VmRSS:");
    }

    /// The most that was ever resident.
    static double mostResidentMib(long pid) {
        return mib(read(pid, "status"), "VmHWM:");
    }

    /// How many files this process may open; sockets are files.
    static long openFilesLimit() {
        String limits = read(ProcessHandle.current().pid(), "limits");
        return limits.lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" {2,}", -1)[2])
                .filter(hard -> !hard.equals("unlimited"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    static double mib(String status, String name) {
        return status.lines()
                        .filter(line -> line.startsWith(name))
                        .map(line -> line.substring(name.length()).replace("kB", "").strip())
                        .mapToDouble(Double::parseDouble)
                        .findFirst()
                        .orElse(0)
                / KIB_PER_MIB;
    }

    private static String read(long pid, String file) {
        return read(Path.of("/proc", Long.toString(pid), file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private static CommandException unreadable(IOException failed) {
        return new CommandException(
                "cannot read /proc of a measured process: " + failed.getMessage(), failed);
    }
}
