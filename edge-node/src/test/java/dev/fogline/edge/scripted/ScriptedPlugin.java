package dev.fogline.edge.scripted;

import dev.fogline.router.Plugins;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Packs this package as a plugin, and loads it as a node does.
public final class ScriptedPlugin {

    private ScriptedPlugin() {}

    /// @param dir an empty directory, which becomes a plugins folder
    public static Plugins in(Path dir) {
        jar(dir);
        return Plugins.load(dir);
    }

    public static void jar(Path dir) {
        try (OutputStream file = Files.newOutputStream(dir.resolve("scripted.jar"));
                var jar = new JarOutputStream(file)) {
            add(
                    jar,
                    "META-INF/services/dev.fogline.spi.BackendProvider",
                    (ScriptedProvider.class.getName() + "\n" + OpenAiProvider.class.getName())
                            .getBytes(StandardCharsets.UTF_8));
            for (Path type : classes()) {
                add(
                        jar,
                        ScriptedPlugin.class.getPackageName().replace('.', '/')
                                + "/"
                                + type.getFileName(),
                        Files.readAllBytes(type));
            }
        } catch (IOException | URISyntaxException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Path> classes() throws IOException, URISyntaxException {
        Path one = Path.of(ScriptedPlugin.class.getResource("ScriptedPlugin.class").toURI());
        try (Stream<Path> all = Files.list(one.getParent())) {
            return all.toList();
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
