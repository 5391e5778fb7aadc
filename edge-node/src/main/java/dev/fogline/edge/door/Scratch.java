package dev.fogline.edge.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A directory that is gone when it is closed, or when this process ends.
public final class Scratch implements AutoCloseable {

    private final Path directory;
    private final Thread endsWithUs;

    private Scratch(Path directory) {
        this.directory = directory;
        this.endsWithUs = new Thread(() -> delete(directory));
        Runtime.getRuntime().addShutdownHook(endsWithUs);
    }

    /// @param prefix of its name
    /// @throws CommandException if the system gives none
    public static Scratch make(String prefix) {
        try {
            return new Scratch(Files.createTempDirectory(prefix));
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot make a scratch directory: " + failed.getMessage(), failed);
        }
    }

    /// Where it is.
    public Path directory() {
        return directory;
    }

    /// Puts a text into a file.
    ///
    /// @param name of the file
    /// @return where it is
    /// @throws CommandException if it cannot be written
    public Path write(String name, String text) {
        Path file = directory.resolve(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        delete(directory);
        try {
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        } catch (IllegalStateException shuttingDown) {
            // the hook is running already
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Scratch::deleteFile);
        } catch (IOException failed) {
            // the system clears its scratch directory by itself
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            // as above
        }
    }
}
