package dev.fogline.backend.llamacpp.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The published chat templates among the test resources.
public final class ChatTemplate {

    private ChatTemplate() {}

    /// @param family a file's name in `templates`, without its ending
    public static String of(String family) {
        String name = "/templates/" + family + ".jinja";
        try (InputStream file = ChatTemplate.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
