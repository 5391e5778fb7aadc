package dev.fogline.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is in the image beside jars: llama.cpp and the Java runtime.
final class Beside {

    private static final Pattern LLAMA = Pattern.compile("libllama\\.v([0-9.]+)\\.so");

    private Beside() {}

    /// The shared libraries of a folder, in order.
    static List<Path> libraries(Path natives) throws IOException {
        return list(natives, "lib*.so");
    }

    /// The licence files that lie beside the shared libraries, in order.
    static List<Path> licences(Path natives) throws IOException {
        return list(natives, "LICENSE*");
    }

    /// @param lock the npm lock the libraries were fetched by
    static Component llama(Path natives, Path lock) throws IOException {
        JsonNode packages = JsonMapper.builder().build().readTree(lock.toFile()).path("packages");
        for (var entry : packages.properties()) {
            if (entry.getKey().startsWith("node_modules/@node-llama-cpp/")) {
                String npm = entry.getKey().substring("node_modules/@".length());
                String npmVersion = entry.getValue().path("version").asText();
                String purl = "pkg:npm/%40" + npm + "@" + npmVersion;
                return new Component("", "llama.cpp", llamaVersion(natives), "MIT", purl);
            }
        }
        throw new IllegalStateException(lock + " names no package of llama.cpp");
    }

    /// @param jdk the one that links, which is the one that is linked
    static Component jdk(Path jdk) throws IOException {
        var release = new Properties();
        try (var in = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(in);
        }
        String maker = unquoted(release, "IMPLEMENTOR");
        String version = unquoted(release, "JAVA_RUNTIME_VERSION");
        return new Component(
                maker,
                "OpenJDK",
                version,
                "GPL-2.0-only WITH Classpath-exception-2.0",
                "pkg:generic/openjdk@" + version.replace("+", "%2B"));
    }

    private static String llamaVersion(Path natives) throws IOException {
        for (Path library : libraries(natives)) {
            Matcher versioned = LLAMA.matcher(library.getFileName().toString());
            if (versioned.matches()) {
                return versioned.group(1);
            }
        }
        throw new IllegalStateException("no libllama in " + natives);
    }

    private static String unquoted(Properties release, String key) {
        return release.getProperty(key, "unknown").replace("\"", "");
    }

    private static List<Path> list(Path dir, String glob) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(dir, glob)) {
            found.forEach(files::add);
        }
        files.sort(null);
        return List.copyOf(files);
    }
}
