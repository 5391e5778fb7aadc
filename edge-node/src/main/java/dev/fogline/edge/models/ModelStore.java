package dev.fogline.edge.models;

import dev.fogline.edge.config.ModelNames;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.pull.Pull;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of installed models: `NAME.gguf`, and beside each what is known of its coming.
///
/// What does not end in `.gguf` is none of them: a file under way, above all.
///
/// @param folder need not be there
record ModelStore(Path folder) {

    /// Whoever writes a name holds a byte of this file: its place is drawn from the name. The lock
    /// ends with its process, however that ends.
    private static final String LOCK = ".lock";

    /// Every installed model, in the order of names.
    List<Installed> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(ModelStore::name)
                    .flatMap(Optional::stream)
                    .sorted()
                    .map(this::installed)
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    /// @throws dev.fogline.edge.config.ConfigException if no model may be called so
    Optional<Installed> find(String name) {
        Path file = ModelNames.file(folder, name);
        return Files.isRegularFile(file) ? Optional.of(installed(name)) : Optional.empty();
    }

    /// An installed model by its name, or any file by its path.
    ///
    /// @throws CommandException if there is neither
    Installed named(String nameOrFile) {
        if (ModelNames.fits(nameOrFile)) {
            Optional<Installed> found = find(nameOrFile);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Path file = Path.of(nameOrFile);
        if (Files.exists(file)) {
            return new Installed(nameOrFile, file, size(file), Optional.empty());
        }
        throw new CommandException(
                "there is neither a model nor a file "
                        + nameOrFile
                        + "; fogline models list shows what is in "
                        + folder);
    }

    /// Where the model of a name will be; its folder is made.
    Path place(String name) {
        Path file = ModelNames.file(folder, name);
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new CommandException("cannot make the folder " + folder + ": " + failed, failed);
        }
        return file;
    }

    void keep(String name, Receipt receipt) {
        try {
            receipt.write(receipt(name));
        } catch (IOException failed) {
            throw new CommandException("cannot write " + receipt(name) + ": " + failed, failed);
        }
    }

    /// Takes a model away, and what was begun of it.
    ///
    /// @return bytes that are free now
    /// @throws CommandException if there is none
    long remove(String name) {
        Path file = ModelNames.file(folder, name);
        Path part = Pull.part(file);
        if (!Files.exists(file) && !Files.exists(part)) {
            throw new CommandException("there is no model " + name + " in " + folder);
        }
        try (Hold _ = hold(name)) {
            long freed =
                    (Files.exists(file) ? size(file) : 0) + (Files.exists(part) ? size(part) : 0);
            Files.deleteIfExists(file);
            Files.deleteIfExists(receipt(name));
            Files.deleteIfExists(part);
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".json"));
            return freed;
        } catch (IOException failed) {
            throw new CommandException("cannot remove " + file + ": " + failed, failed);
        }
    }

    /// Keeps a name from others that would write it.
    ///
    /// @throws CommandException if somebody else has it
    Hold hold(String name) {
        place(name);
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = lock(channel, name);
            if (lock == null) {
                channel.close();
                throw new CommandException(
                        name + " is being pulled or removed by another command; wait for it");
            }
            return new Hold(channel);
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot lock " + folder.resolve(LOCK) + ": " + failed, failed);
        }
    }

    /// @param channel whose closing gives the name free
    record Hold(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, String name) throws IOException {
        try {
            return channel.tryLock(name.hashCode() & Integer.MAX_VALUE, 1, false);
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private Installed installed(String name) {
        Path file = ModelNames.file(folder, name);
        return new Installed(name, file, size(file), Receipt.read(receipt(name)));
    }

    private Path receipt(String name) {
        return folder.resolve(name + ".json");
    }

    private static Optional<String> name(Path file) {
        String name = file.getFileName().toString();
        return Optional.of(name)
                .filter(text -> text.endsWith(ModelNames.ENDING))
                .map(ModelNames::withoutEnding)
                .filter(ModelNames::fits);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static CommandException unreadable(Path file, IOException failed) {
        return new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
    }
}
