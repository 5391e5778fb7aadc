package dev.fogline.router.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The ledger on disk: `2026-11-25.jsonl` for each UTC day on which an attempt began.
///
/// Reading takes no lock and needs no node: a line that is just being written is not seen yet.
///
/// @param dir `ledger` below the node's state
record Folder(Path dir) {

    private static final String ENDING = ".jsonl";
    private static final int BUFFER_BYTES = 1 << 16;

    static Folder below(Path dataDir) {
        return new Folder(dataDir.resolve("ledger"));
    }

    void make() throws IOException {
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(
                    dir,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    Path file(LocalDate day) {
        return dir.resolve(day + ENDING);
    }

    DayFile open(LocalDate day) throws IOException {
        Path file = file(day);
        boolean isNew = !Files.exists(file);
        DayFile opened = AppendedFile.open(file);
        if (isNew) {
            forceEntry();
        }
        return opened;
    }

    /// The days there is a file of, oldest first.
    List<LocalDate> days() throws IOException {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(Folder::day).flatMap(Optional::stream).sorted().toList();
        }
    }

    /// Every whole line of a day, oldest first.
    ///
    /// @return lines that are none: cut by a crash where the disk lost what came before, or changed
    long read(LocalDate day, Consumer<Entry> each) throws IOException {
        long damaged = 0;
        try (var in = new BufferedInputStream(Files.newInputStream(file(day)), BUFFER_BYTES)) {
            var line = new ByteArrayOutputStream(BUFFER_BYTES);
            while (readLine(in, line)) {
                Optional<Entry> entry = Lines.read(line.toByteArray());
                entry.ifPresent(each);
                damaged += entry.isEmpty() ? 1 : 0;
                line.reset();
            }
        }
        return damaged;
    }

    /// A last line without a line feed is torn: nobody was told that it was written.
    private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return true;
            }
            line.write(next);
        }
        return false;
    }

    private static Optional<LocalDate> day(Path file) {
        String name = file.getFileName().toString();
        try {
            return name.endsWith(ENDING)
                    ? Optional.of(
                            LocalDate.parse(name.substring(0, name.length() - ENDING.length())))
                    : Optional.empty();
        } catch (DateTimeException foreign) {
            return Optional.empty();
        }
    }

    /// A new file is in its folder for good once the folder was forced.
    private void forceEntry() throws IOException {
        try (FileChannel folder = FileChannel.open(dir, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
