package dev.fogline.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// Writes who made what is in the image, under which licence, with the text of every licence.
final class Notices {

    private static final Pattern NOTICE =
            Pattern.compile("(META-INF/|META-INF/licenses/)?[^/]*(LICENSE|NOTICE|COPYING)[^/]*");
    private static final String RULE = "=".repeat(100);

    private final Layout layout;

    /// Who owns a text, by text, in the order they were found.
    private final Map<String, TreeSet<String>> owners = new LinkedHashMap<>();

    Notices(Layout layout) {
        this.layout = layout;
    }

    void write(List<Component> components) throws IOException {
        var out = new StringBuilder();
        out.append("Fogline contains the work of others. What, by whom, under which licence:\n\n");
        for (Component one : components) {
            out.append(
                    "%s %s (%s): %s%n"
                            .formatted(one.name(), one.version(), one.purl(), one.licence()));
            collect(one);
        }
        out.append("\nThe Java runtime's own notices are in runtime/legal, ")
                .append("those of the demo models' sources in models/demo.\n");
        owners.forEach(
                (text, names) ->
                        out.append('\n')
                                .append(RULE)
                                .append('\n')
                                .append(String.join(", ", names))
                                .append("\n\n")
                                .append(text)
                                .append('\n'));
        Files.writeString(layout.image().resolve("THIRD-PARTY-NOTICES.txt"), out);
    }

    private void collect(Component component) throws IOException {
        if (component.name().equals("OpenJDK")) {
            return;
        }
        List<String> texts =
                component.name().equals("llama.cpp") ? nativeTexts() : textsInJar(component);
        if (texts.isEmpty()) {
            texts = List.of(commonText(component));
        }
        for (String text : texts) {
            owners.computeIfAbsent(text.strip(), any -> new TreeSet<>()).add(component.name());
        }
    }

    private List<String> nativeTexts() throws IOException {
        var texts = new ArrayList<String>();
        for (Path licence : Beside.licences(layout.natives())) {
            texts.add(Files.readString(licence));
        }
        return texts;
    }

    private List<String> textsInJar(Component component) throws IOException {
        Path path = layout.modules().resolve(component.jar());
        var texts = new ArrayList<String>();
        try (var jar = new JarFile(path.toFile())) {
            List<JarEntry> entries = jar.stream().filter(Notices::notice).toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    texts.add(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                    .replace("\r\n", "\n"));
                }
            }
        }
        return texts;
    }

    private static boolean notice(JarEntry entry) {
        return !entry.isDirectory()
                && !entry.getName().endsWith(".class")
                && NOTICE.matcher(entry.getName()).matches();
    }

    /// Many jars under the Apache licence leave its text out; ours is the same.
    private String commonText(Component component) throws IOException {
        if (component.licence().equals("Apache-2.0")) {
            return Files.readString(layout.root().resolve("LICENSE"));
        }
        throw new IllegalStateException(
                component.purl()
                        + " brings no licence text, and '"
                        + component.licence()
                        + "' is not one we have");
    }
}
