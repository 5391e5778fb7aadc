package dev.fogline.router.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// By what a model file is known again without reading it.
///
/// @param path absolute, links followed
/// @param bytes of its content
/// @param modifiedMillis when it was last written, since 1970
public record FileMark(Path path, long bytes, long modifiedMillis) {

    /// @throws IOException if there is no such file
    public static FileMark of(Path file) throws IOException {
        Path real = file.toRealPath();
        return new FileMark(real, Files.size(real), Files.getLastModifiedTime(real).toMillis());
    }
}
