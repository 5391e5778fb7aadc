package dev.fogline.router;

import dev.fogline.spi.Provider;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Compiles and packs plugins as their authors would, with the JDK's own tools.
///
/// @param work where sources and classes lie
record PluginJars(Path work) {

    /// Source of a provider that does nothing.
    ///
    /// @param name of the class, with its package
    /// @param type expression of its type
    /// @param spiVersion expression of its SPI version
    /// @param settings expression that is evaluated when it is asked for its settings
    static Map<String, String> provider(
            String name, String type, String spiVersion, String settings) {
        int dot = name.lastIndexOf('.');
        String source =
                """
                package %s;
                public final class %s implements dev.fogline.spi.BackendProvider {
                    public String type() { return %s; }
                    public int spiVersion() { return %s; }
                    public java.util.List<dev.fogline.spi.Setting> settings() {
                        %s;
                        return java.util.List.of();
                    }
                    public dev.fogline.spi.Backend create(
                            String name, dev.fogline.spi.Settings settings,
                            dev.fogline.spi.Ticker ticker) {
                        throw new UnsupportedOperationException();
                    }
                }
                """
                        .formatted(
                                name.substring(0, dot),
                                name.substring(dot + 1),
                                type,
                                spiVersion,
                                settings);
        return Map.of(file(name), source);
    }

    /// A provider of a type that is as it should be.
    static Map<String, String> provider(String name, String type) {
        return provider(name, '"' + type + '"', "SPI_VERSION", "int nothing = 0");
    }

    static String file(String className) {
        return className.replace('.', '/') + ".java";
    }

    /// Compiles sources by path.
    ///
    /// @param modulePath classes or jars besides the spi
    /// @return the folder of classes
    Path compile(Map<String, String> sources, Path... modulePath) {
        try {
            Path src = Files.createTempDirectory(work, "src");
            Path classes = Files.createTempDirectory(work, "classes");
            var arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
            boolean module = sources.containsKey("module-info.java");
            arguments.add(module ? "--module-path" : "--class-path");
            arguments.add(
                    String.join(
                            File.pathSeparator,
                            Stream.concat(Stream.of(spi()), Stream.of(modulePath))
                                    .map(Path::toString)
                                    .toList()));
            for (var source : sources.entrySet()) {
                Path file = src.resolve(source.getKey());
                Files.createDirectories(file.getParent());
                arguments.add(Files.writeString(file, source.getValue()).toString());
            }
            run("javac", arguments);
            return classes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Packs a folder of classes.
    Path jar(Path classes, Path to) {
        run("jar", List.of("--create", "--file", to.toString(), "-C", classes.toString(), "."));
        return to;
    }

    /// Names the provider as jars without a module descriptor do.
    static void list(Path classes, String provider) throws IOException {
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.fogline.spi.BackendProvider"), provider + "\n");
    }

    private static Path spi() {
        try {
            return Path.of(
                    Provider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void run(String tool, List<String> arguments) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        int exit =
                ToolProvider.findFirst(tool)
                        .orElseThrow()
                        .run(out, out, arguments.toArray(String[]::new));
        if (exit != 0) {
            throw new AssertionError(tool + " " + arguments + "\n" + said);
        }
    }
}
