package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// What was brought when: `NAME.json` beside `NAME.gguf`.
///
/// @param source as its user said it
/// @param sha256 of the content as it was checked, in lower-case hexadecimal digits
/// @param bytes it had
/// @param pulledAt ISO 8601, UTC
record Receipt(String source, String sha256, long bytes, String pulledAt) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Empty if there is none that can be read: the model counts as put there by hand.
    static Optional<Receipt> read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            String sha256 = json.path("sha256").asText("");
            return sha256.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Receipt(
                                    json.path("source").asText(""),
                                    sha256,
                                    json.path("bytes").asLong(),
                                    json.path("pulled_at").asText("")));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Whole or not at all.
    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, MAPPER.writeValueAsBytes(json()));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("sha256", sha256)
                .put("bytes", bytes)
                .put("pulled_at", pulledAt);
    }
}
