package dev.fogline.dist;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Where everything comes from and where it goes.
///
/// @param root of the sources
record Layout(Path root) {

    private static final String DIST = "dist";

    /// Of the demo models, what is needed to run them, and the notices that must go with them.
    private static final List<String> DEMO =
            List.of(
                    "weights",
                    "questions",
                    "quality.json",
                    "MODEL-CARD.md",
                    "WORDNET-LICENSE.txt",
                    "COUNTRIES-LIST-LICENSE.txt");

    /// The image that is built.
    Path image() {
        return root.resolve(DIST, "target", "fogline");
    }

    /// The image's Java runtime.
    Path runtime() {
        return image().resolve("runtime");
    }

    /// The jars that go into the image, collected by Maven.
    Path modules() {
        return root.resolve(DIST, "target", "modules");
    }

    /// What Maven knows of those jars.
    Path bomOfJars() {
        return root.resolve(DIST, "target", "bom.json");
    }

    /// The native libraries, with their licences beside them.
    Path natives() {
        return root.resolve("backends", "llama-cpp", "target", "natives");
    }

    /// Which package the native libraries came from.
    Path nativesLock(String platform) {
        return root.resolve("backends", "llama-cpp", "natives", platform, "package-lock.json");
    }

    /// Takes away what an earlier build left.
    void clear() throws IOException {
        if (!Files.exists(image())) {
            return;
        }
        Files.walkFileTree(
                image(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, IOException failed)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// Copies everything but the linked runtime into the image.
    ///
    /// @param version what the launchers tell the nodes
    void lay(String version) throws IOException {
        copy(root.resolve(DIST, "src", "main", "image"), image());
        copy(root.resolve("edge-node", "src", "main", "image"), image());
        copy(root.resolve("cloud-node", "src", "main", "image"), image());
        Path demo = image().resolve("models", "demo");
        for (String part : DEMO) {
            copy(root.resolve(DIST, "demo-models", part), demo.resolve(part));
        }
        for (String file : List.of("LICENSE", "CHANGELOG.md", "README.md")) {
            copy(root.resolve(file), image().resolve(file));
        }
        for (Path library : Beside.libraries(natives())) {
            copy(library, runtime().resolve("lib").resolve(library.getFileName()));
        }
        Path launch = runtime().resolve("launch.sh");
        Files.writeString(launch, Files.readString(launch).replace("@version@", version));
        for (String launcher : List.of("fogline", "fogline-cloud")) {
            Files.setPosixFilePermissions(
                    image().resolve("bin", launcher), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Path target = to.resolve(from.relativize(file).toString()).normalize();
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
