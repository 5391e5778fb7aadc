package dev.fogline.dist;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives descriptors to jars that have none, because jlink takes no automatic module.
///
/// A descriptor made here requires what the classes use, exports every package and provides what
/// `META-INF/services` lists. What a jar needs beyond that is told in [Known].
final class AutomaticModules {

    /// Older than the class files of any jar we ship; only the descriptor is compiled to it.
    private static final String RELEASE = "17";

    /// What was looked up in jars that jdeps cannot describe in full.
    ///
    /// @param uses services that it loads
    /// @param opens packages whose files it looks for by its class loader, which finds none
    ///   elsewhere
    /// @param without modules that parts of it need which nobody here calls
    private record Known(List<String> uses, List<String> opens, List<String> without) {

        static final Known NOTHING = new Known(List.of(), List.of(), List.of());
    }

    /// By module name. Flyway's jars have no name of their own, so theirs are made of their files'
    /// names, which do not change with the version.
    private static final Map<String, Known> KNOWN =
            Map.of(
                    "flyway.core",
                    new Known(
                            List.of("org.flywaydb.core.extensibility.Plugin"),
                            List.of("org.flywaydb.core.internal"),
                            List.of()),
                    "flyway.database.postgresql",
                    new Known(List.of(), List.of("org.flywaydb.database.postgresql"), List.of()),
                    "flyway.database.cockroachdb",
                    Known.NOTHING,
                    // java.beans of its data sources alone, which would bring a desktop along
                    "org.postgresql.jdbc",
                    new Known(
                            List.of("org.postgresql.shaded.com.ongres.stringprep.Profile"),
                            List.of(),
                            List.of("java.desktop")));

    private AutomaticModules() {}

    /// @param modules a folder of jars; some of them are changed
    /// @param time of the entries that are added
    static void describe(Path modules, Instant time) throws IOException {
        for (ModuleReference module : ModuleFinder.of(modules).findAll()) {
            if (module.descriptor().isAutomatic()) {
                Path jar = Path.of(module.location().orElseThrow());
                String name = module.descriptor().name();
                if (!KNOWN.containsKey(name)) {
                    refuseIfUnfit(jar);
                }
                describe(modules, jar, name, time);
            }
        }
    }

    private static void describe(Path modules, Path jar, String name, Instant time)
            throws IOException {
        Path work = Files.createTempDirectory("descriptor");
        Tool.jdk(
                "jdeps",
                "--ignore-missing-deps", // optional parts, such as tracers, that we do not ship
                "--multi-release",
                "base",
                "--module-path",
                modules.toString(),
                "--generate-module-info",
                work.toString(),
                jar.toString());
        Path classes = work.resolve("classes");
        Tool.jdk(
                "javac",
                "--release",
                RELEASE,
                "--module-path",
                modules.toString(),
                "--patch-module",
                name + "=" + jar,
                "-d",
                classes.toString(),
                completed(descriptor(work), name).toString());
        Tool.jdk(
                "jar",
                "--update",
                "--file",
                jar.toString(),
                "--date",
                time.toString(),
                "-C",
                classes.toString(),
                "module-info.class");
    }

    /// The same file, with what only we know.
    private static Path completed(Path descriptor, String name) throws IOException {
        Known known = KNOWN.getOrDefault(name, Known.NOTHING);
        String text = Files.readString(descriptor);
        for (String module : known.without()) {
            text = text.replaceAll("requires (transitive )?" + Pattern.quote(module) + ";", "");
        }
        String more =
                Stream.concat(
                                known.uses().stream().map(service -> "    uses " + service + ";\n"),
                                known.opens().stream().map(files -> "    opens " + files + ";\n"))
                        .collect(Collectors.joining());
        int end = text.lastIndexOf('}');
        return Files.writeString(descriptor, text.substring(0, end) + more + "}\n");
    }

    private static Path descriptor(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(file -> file.endsWith("module-info.java"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("jdeps wrote nothing"));
        }
    }

    /// Without a stable name nobody can require it; with a service loader it would need `uses`
    /// lines, which jdeps does not write.
    private static void refuseIfUnfit(Path path) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            if (jar.getManifest() == null
                    || jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name")
                            == null) {
                throw new IllegalStateException(path + " has no stable module name");
            }
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                refuseIfLoadingServices(jar, entries.nextElement());
            }
        }
    }

    private static void refuseIfLoadingServices(JarFile jar, JarEntry entry) throws IOException {
        if (!entry.getName().endsWith(".class")) {
            return;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (text.contains("java/util/ServiceLoader")) {
                throw new IllegalStateException(
                        jar.getName() + " loads services in " + entry.getName());
            }
        }
    }
}
