package dev.fogline.backend.llamacpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory of a process.
final class ResidentMemory {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,15}) kB$");
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /// `VmRSS` of Linux: pages in memory, those of mapped files included; 0 where nobody says.
    ///
    /// @param process its number, or `self`
    static long bytes(String process) {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc", process, "status")));
            return found.find() ? Long.parseLong(found.group(1)) * KIB : 0;
        } catch (IOException notHere) {
            return 0;
        }
    }
}
