package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// How much still fits where a file lies.
///
/// Answers before anything is written: a disk that is full halfway is found out too, but late.
@FunctionalInterface
public interface Space {

    /// @return bytes that this process may still write beside the file
    /// @throws IOException if the system does not say
    long usable(Path file) throws IOException;

    /// As the file system says.
    static Space ofFileStore() {
        return file -> Files.getFileStore(folder(file)).getUsableSpace();
    }

    /// @throws CommandException if it does not fit; one whose size is not known (-1) is let pass
    default void require(Path file, long bytes) {
        try {
            long usable = usable(file);
            if (bytes > usable) {
                throw new CommandException(
                        Bytes.text(bytes)
                                + " more are needed in "
                                + folder(file)
                                + ", "
                                + Bytes.text(usable)
                                + " are free; make room, or choose another folder with --models");
            }
        } catch (IOException unknown) {
            // then the disk says so itself while it is written
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
