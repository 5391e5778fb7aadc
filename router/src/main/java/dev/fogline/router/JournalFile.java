package dev.fogline.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Entries on disk: one JSON object a line, mode 0600, set aside once when it grows too large.
///
/// A line is written whole or not at all as far as the process goes; a line broken by a crash is
/// skipped when read and ended before the next is written. Used by one thread.
final class JournalFile implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Path older;
    private final long maxBytes;
    private FileChannel channel;
    private long bytes;

    private JournalFile(Path dir, String name, long maxBytes) throws IOException {
        this.file = file(dir, name);
        this.older = older(dir, name);
        this.maxBytes = maxBytes;
        this.channel = append(file);
        this.bytes = channel.size();
    }

    /// @param name of the file in the directory, without its ending
    /// @throws RouterException if the directory cannot be made or written
    static JournalFile open(Path dir, String name, long maxBytes) {
        try {
            if (!Files.isDirectory(dir)) {
                Files.createDirectories(
                        dir,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            return new JournalFile(dir, name, maxBytes);
        } catch (IOException failed) {
            throw new RouterException(
                    "cannot write the " + name + " in " + dir + ": " + failed.getMessage(), failed);
        }
    }

    /// Every line that is a JSON object, oldest first.
    void read(Consumer<JsonNode> each) throws IOException {
        read(List.of(older, file), each);
    }

    /// The same of a file that this process does not write.
    ///
    /// @param name of the file in the directory, without its ending
    static void read(Path dir, String name, Consumer<JsonNode> each) throws IOException {
        read(List.of(older(dir, name), file(dir, name)), each);
    }

    private static void read(List<Path> parts, Consumer<JsonNode> each) throws IOException {
        for (Path part : parts) {
            if (Files.exists(part)) {
                // not Files.lines: a crash may cut a character in two, which must not stop a start
                try (var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Files.newInputStream(part), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        parse(line, each);
                    }
                }
            }
        }
    }

    private static Path file(Path dir, String name) {
        return dir.resolve(name + ".jsonl");
    }

    private static Path older(Path dir, String name) {
        return dir.resolve(name + ".1.jsonl");
    }

    /// Writes lines, each an object without its line feed, with one call, or with one for each file
    /// where they do not fit into the same.
    ///
    /// @throws IOException if they could not be written; those that went into a file that was then
    ///   set aside stay there
    void append(List<byte[]> lines) throws IOException {
        var together = ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length + 1).sum());
        for (byte[] line : lines) {
            if (bytes + together.position() + line.length + 1 > maxBytes) {
                write(together.flip());
                together.clear();
                setAside();
            }
            together.put(line).put((byte) '\n');
        }
        write(together.flip());
    }

    private void write(ByteBuffer lines) throws IOException {
        long before = bytes;
        try {
            while (lines.hasRemaining()) {
                bytes += channel.write(lines);
            }
        } catch (IOException full) {
            channel.truncate(before); // half a line would swallow the next one
            bytes = before;
            throw full;
        }
    }

    /// Waits until all that was written is on the disk.
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void setAside() throws IOException {
        channel.close();
        Files.move(
                file, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        channel = append(file);
        bytes = channel.size();
    }

    private static FileChannel append(Path file) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        if (channel.size() > 0) {
            channel.write(
                    ByteBuffer.wrap(
                            new byte[] {
                                '\n'
                            })); // ends a line that a crash left open; empty lines are skipped
        }
        return channel;
    }

    private static void parse(String line, Consumer<JsonNode> each) {
        if (!line.isBlank()) {
            try {
                each.accept(MAPPER.readTree(line));
            } catch (JsonProcessingException broken) {
                // the line a crash cut off
            }
        }
    }
}
