package dev.fogline.edge.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Requests that hold nothing private: one a line, as text or as a JSON object with `turns`,
/// `prompt` or `text`.
final class CleanTexts {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> FIELDS = List.of("turns", "prompt", "text");

    private CleanTexts() {}

    /// One list a request, with its texts.
    static List<List<String>> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(CleanTexts::texts)
                    .toList();
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static List<String> texts(String line) {
        if (!line.startsWith("{")) {
            return List.of(line);
        }
        try {
            JsonNode row = MAPPER.readTree(line);
            var texts = new ArrayList<String>();
            for (String field : FIELDS) {
                JsonNode value = row.path(field);
                if (value.isTextual()) {
                    texts.add(value.asText());
                }
                value.forEach(part -> texts.add(part.asText()));
            }
            return texts.isEmpty() ? List.of(line) : texts;
        } catch (JsonProcessingException text) {
            return List.of(line); // it only begins like JSON
        }
    }
}
