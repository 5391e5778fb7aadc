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
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Gives descriptors to jars that have none, because jlink takes no automatic module.
///
/// A descriptor made here requires what the classes use, exports every package and provides what
/// `META-INF/services` lists.
final class AutomaticModules {

    /// Older than the class files of any jar we ship; only the descriptor is compiled to it.
    private static final String RELEASE = "17";

    private AutomaticModules() {}

    /// @param modules a folder of jars; some of them are changed
    /// @param time of the entries that are added
    static void describe(Path modules, Instant time) throws IOException {
        for (ModuleReference module : ModuleFinder.of(modules).findAll()) {
            if (module.descriptor().isAutomatic()) {
                Path jar = Path.of(module.location().orElseThrow());
                refuseIfUnfit(jar);
                describe(modules, jar, module.descriptor().name(), time);
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
                descriptor(work).toString());
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
