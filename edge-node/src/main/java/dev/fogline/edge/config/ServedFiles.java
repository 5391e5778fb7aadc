package dev.fogline.edge.config;

import dev.fogline.router.BackendSetup;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which file each model of this node's own backends comes from.
public final class ServedFiles {

    private ServedFiles() {}

    /// @return files by `backend/model`; of a folder those that are there now
    public static Map<String, Path> of(List<BackendSetup> backends) {
        var files = new TreeMap<String, Path>();
        for (BackendSetup backend : backends) {
            if (backend.type().equals(Assumed.LOCAL_TYPE)) {
                Map<String, String> settings = backend.settings();
                for (String part : settings.getOrDefault("file", "").split(",", -1)) {
                    for (Path file : files(part.strip())) {
                        String model = settings.getOrDefault("model", stem(file));
                        files.put(backend.name() + "/" + model, file);
                    }
                }
            }
        }
        return files;
    }

    private static List<Path> files(String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        Path place = Path.of(path);
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(place, "*" + ModelNames.ENDING)) {
            var files = new ArrayList<Path>();
            found.forEach(files::add);
            return files;
        } catch (IOException unreadable) {
            return List.of(); // the backend says so
        }
    }

    private static String stem(Path file) {
        return ModelNames.withoutEnding(file.toAbsolutePath().getFileName().toString());
    }
}
