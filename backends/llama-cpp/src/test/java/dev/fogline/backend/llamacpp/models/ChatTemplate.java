package dev.fogline.backend.llamacpp.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The published chat templates among the test resources.
public final class ChatTemplate {

    private ChatTemplate() {}

    /// @param family a file's name in `templates`, without its ending
    public static String of(String family) {
        return find(family)
                .orElseThrow(() -> new IllegalArgumentException("no template " + family));
    }

    /// The same, if there is one.
    public static Optional<String> find(String family) {
        String name = "/templates/" + family + ".jinja";
        try (InputStream file = ChatTemplate.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
