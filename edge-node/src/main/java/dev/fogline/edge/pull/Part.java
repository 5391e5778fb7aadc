package dev.fogline.edge.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file under way: `NAME.gguf.part`, and beside it `NAME.gguf.part.json`, which says of what it
/// is the beginning. One thread uses it.
final class Part implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Path label;
    private final FileChannel channel;
    private Origin origin;

    /// What a part is the beginning of.
    ///
    /// @param source as its user said it
    /// @param sha256 of the whole; empty if nobody said
    /// @param validator by which its server tells whether the file is still the same: a strong
    ///   entity tag or a date, as `If-Range` takes them (RFC 9110, 13.1.5); empty if it gave none
    record Origin(String source, String sha256, String validator) {

        /// Whether more of the same can be asked for.
        boolean resumable() {
            return !sha256.isEmpty() || !validator.isEmpty();
        }
    }

    private Part(Path file, Path label, FileChannel channel, Origin origin) {
        this.file = file;
        this.label = label;
        this.channel = channel;
        this.origin = origin;
    }

    /// Goes on with what is there, if it is of the same source and content; else begins anew.
    static Part open(Path file, String source, Optional<String> sha256) {
        Path label = file.resolveSibling(file.getFileName() + ".json");
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            Origin wanted = new Origin(source, sha256.orElse(""), "");
            var part = new Part(file, label, channel, wanted);
            read(label)
                    .filter(Origin::resumable)
                    .filter(found -> found.source().equals(source))
                    .filter(found -> found.sha256().equals(wanted.sha256()))
                    .ifPresentOrElse(found -> part.origin = found, part::restart);
            channel.position(channel.size());
            return part;
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + Web.reason(failed), failed);
        }
    }

    Path file() {
        return file;
    }

    Origin origin() {
        return origin;
    }

    /// Bytes that are here.
    long size() {
        try {
            return channel.position();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// Forgets what is here.
    void restart() {
        try {
            origin = new Origin(origin.source(), origin.sha256(), "");
            channel.truncate(0);
            channel.position(0);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// Remembers what the server calls the file, before any of its content is written.
    void label(HttpHeaders headers) {
        String tag =
                headers.firstValue("etag")
                        .filter(value -> value.startsWith("\""))
                        .or(() -> headers.firstValue("last-modified"))
                        .orElse("");
        origin = new Origin(origin.source(), origin.sha256(), tag);
        ObjectNode json =
                MAPPER.createObjectNode()
                        .put("source", origin.source())
                        .put("sha256", origin.sha256())
                        .put("validator", tag);
        try {
            Files.write(label, MAPPER.writeValueAsBytes(json));
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    void append(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// Until it is on the disk.
    void force() {
        try {
            channel.force(true);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// Takes it away, with its label.
    void discard() {
        close();
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(label);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// The label is of no use any more.
    void done() {
        close();
        try {
            Files.deleteIfExists(label);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// A label that cannot be read is none: the part begins anew.
    private static Optional<Origin> read(Path label) {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(label));
            return Optional.of(
                    new Origin(
                            json.path("source").asText(""),
                            json.path("sha256").asText(""),
                            json.path("validator").asText("")));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private CommandException unwritable(IOException failed) {
        return new CommandException(
                "cannot write " + file + " (" + Web.reason(failed) + "); what is there is kept",
                failed);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }
}
