package dev.fogline.backend.llamacpp;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The model files there are now: those named, and those in the folders named.
///
/// @param paths in the order of preference
/// @param name of the only file; empty for the files' own names
record Shelf(List<Path> paths, Optional<String> name) {

    /// What tells that a file is another one than it was.
    ///
    /// @param bytes of the file, 0 if it is missing
    /// @param modified when it was last written
    record Stamp(long bytes, FileTime modified) {}

    /// The files by the names they are served under; of two with one name, the first. Named files
    /// are listed even if they are missing.
    Map<String, Path> files() {
        var files = new LinkedHashMap<String, Path>();
        for (Path path : paths) {
            for (Path file : Files.isDirectory(path) ? inside(path) : List.of(path)) {
                files.putIfAbsent(name.orElseGet(() -> servedName(file)), file);
            }
        }
        return files;
    }

    static Stamp stamp(Path file) {
        try {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException missing) {
            return new Stamp(0, FileTime.fromMillis(0));
        }
    }

    /// The path itself where it ends in no name, as the root does; no model is there anyway.
    private static String servedName(Path file) {
        return Objects.requireNonNullElse(file.getFileName(), file)
                .toString()
                .replaceFirst("\\.gguf$", "");
    }

    /// In the order of names.
    private static List<Path> inside(Path folder) {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.gguf")) {
            found.forEach(files::add);
        } catch (IOException unreadable) {
            return List.of();
        }
        return files.stream().sorted().toList();
    }
}
