package dev.fogline.edge.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was asked so far, a line each: whoever interrupts `fogline learn`, or gives it more prompts
/// later, pays for none of them twice.
final class AskedFile implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Asked> known;
    private final Writer out;

    private AskedFile(Map<String, Asked> known, Writer out) {
        this.known = known;
        this.out = out;
    }

    /// @throws CommandException if it cannot be read or written
    static AskedFile open(Path file) {
        try {
            var known = new HashMap<String, Asked>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    read(line).ifPresent(asked -> known.put(asked.key(), asked));
                }
            }
            Writer out =
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!known.isEmpty()) {
                out.write('\n'); // ends a line that was cut off; empty ones are skipped
            }
            return new AskedFile(known, out);
        } catch (IOException failed) {
            throw new CommandException("cannot use " + file + ": " + failed.getMessage(), failed);
        }
    }

    /// A line that was cut off is asked anew.
    private static Optional<Asked> read(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(Asked.of(MAPPER.readTree(line)));
        } catch (JsonProcessingException | IllegalArgumentException cut) {
            return Optional.empty();
        }
    }

    Optional<Asked> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /// Written at once.
    void add(Asked asked) {
        known.put(asked.key(), asked);
        try {
            out.write(asked.json() + "\n");
            out.flush();
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot keep what was asked: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot keep what was asked: " + failed.getMessage(), failed);
        }
    }
}
