package dev.fogline.edge.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// What tells one state of a file from another, for whoever looks whether it has changed.
public record FileVersion(FileTime modified, long bytes) {

    /// Of a file as it is now; empty if it cannot be looked at.
    public static Optional<FileVersion> of(Path file) {
        try {
            return Optional.of(new FileVersion(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
