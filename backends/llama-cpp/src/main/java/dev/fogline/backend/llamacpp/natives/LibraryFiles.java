package dev.fogline.backend.llamacpp.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of llama.cpp's libraries in one directory, all of them whole. Others may lie beside
/// them.
final class LibraryFiles {

    private static final Platform HERE = Platform.of(System.getProperty("os.name"));

    private final Path directory;
    private final List<Path> files;

    private LibraryFiles(Path directory, List<Path> files) {
        this.directory = directory;
        this.files = files;
    }

    /// @throws LlamaException if this system's libraries are not known, the directory is missing or
    ///   one of the libraries is damaged
    static LibraryFiles in(Path directory) {
        HERE.problem()
                .ifPresent(
                        problem -> {
                            throw new LlamaException(problem);
                        });
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, HERE.glob())) {
            for (Path file : found) {
                check(file);
                files.add(file);
            }
        } catch (IOException e) {
            throw new LlamaException(
                    "no llama.cpp here: the directory " + directory + " cannot be read", e);
        }
        return new LibraryFiles(directory, files);
    }

    /// The file of one library, whose name may have a version in it.
    ///
    /// @param name such as `llama`
    /// @throws LlamaException if there is none
    Path file(String name) {
        return files.stream()
                .filter(file -> file.getFileName().toString().matches(HERE.pattern(name)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new LlamaException(
                                        "no llama.cpp here: there is no "
                                                + HERE.file(name)
                                                + " or "
                                                + HERE.file(name + ".v*")
                                                + " in "
                                                + directory));
    }

    private static void check(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ElfCheck.problem(
                            in.readNBytes(ElfCheck.HEADER_BYTES),
                            Files.size(file),
                            System.getProperty("os.arch"))
                    .ifPresent(
                            problem -> {
                                throw new LlamaException(file + " " + problem);
                            });
        }
    }
}
