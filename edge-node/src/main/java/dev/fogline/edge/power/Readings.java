package dev.fogline.edge.power;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/// Numbers in small files of the kernel.
final class Readings {

    private Readings() {}

    /// @return empty if it is not there, may not be read, or holds something else
    static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    /// Folders whose names match, in their order.
    static List<Path> folders(Path parent, String glob) {
        var folders = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, glob)) {
            found.forEach(folders::add);
        } catch (IOException none) {
            return List.of();
        }
        Collections.sort(folders);
        return List.copyOf(folders);
    }
}
