package dev.fogline.edge.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads prompts with the grades of their answers: JSON lines, packed by gzip or not.
final class AnsweredFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private AnsweredFile() {}

    /// @throws CommandException if it cannot be read, has no lines, or naming the line that is
    ///   unfit
    static List<AnsweredPrompt> read(Path file, AnsweredPrompt.Fields fields) {
        var prompts = new ArrayList<AnsweredPrompt>();
        int number = 0;
        try (var lines =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    prompts.add(AnsweredPrompt.of(MAPPER.readTree(line), fields));
                }
            }
        } catch (JsonProcessingException unfit) {
            throw new CommandException(file + ", line " + number + ": not JSON", unfit);
        } catch (IllegalArgumentException unfit) {
            throw new CommandException(
                    file + ", line " + number + ": " + unfit.getMessage(), unfit);
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
        if (prompts.isEmpty()) {
            throw new CommandException(file + " holds no prompts");
        }
        return List.copyOf(prompts);
    }

    private static InputStream open(Path file) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean packed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
            bytes.reset();
            return packed ? new GZIPInputStream(bytes) : bytes;
        } catch (IOException failed) {
            bytes.close();
            throw failed;
        }
    }
}
