package dev.fogline.edge.online;

import dev.fogline.cost.FileSize;
import dev.fogline.cost.FirstSpeed;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.online.Target.Door;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The configurations of the two nodes. Prices are of no account here: nothing is decided by them
/// but what `auto` means. Each engine computes with one thread, so that several of them and a node
/// find room on a few processors.
final class EvalConfig {

    static final String DEVICE_MODEL = "demo-edge";
    static final String CLOUD_MODEL = "demo-cloud";
    static final String LARGER_MODEL = "larger";

    private static final String CLOUD_LARGER = "annex";
    private static final String EDGE_LARGER = "workbench";

    private EvalConfig() {}

    static String cloud(Path home, Optional<Path> larger) {
        return "backends:\n"
                + backend("pool", CLOUD_MODEL, pool(home))
                + larger.map(file -> backend(CLOUD_LARGER, LARGER_MODEL, file)).orElse("");
    }

    /// How large the models are that a node runs itself, by `backend/model`.
    static Map<String, FirstSpeed> sizes(Door door, Path home, Optional<Path> larger) {
        var sizes = new TreeMap<String, FirstSpeed>();
        boolean edge = door == Door.EDGE;
        sizes.put(
                edge ? "device/" + DEVICE_MODEL : "pool/" + CLOUD_MODEL,
                size(edge ? device(home) : pool(home)));
        larger.ifPresent(
                file ->
                        sizes.put(
                                (edge ? EDGE_LARGER : CLOUD_LARGER) + "/" + LARGER_MODEL,
                                size(file)));
        return sizes;
    }

    private static FirstSpeed size(Path file) {
        try {
            return new FileSize(Files.size(file));
        } catch (IOException unreadable) {
            throw new CommandException(
                    "cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Path device(Path home) {
        return home.resolve("models/demo/weights/edge-Q8_0.gguf");
    }

    private static Path pool(Path home) {
        return home.resolve("models/demo/weights/cloud-Q8_0.gguf");
    }

    static String edge(Path home, URI cloud, Optional<Path> larger) {
        return "backends:\n"
                + backend("device", DEVICE_MODEL, device(home))
                + larger.map(weights -> backend(EDGE_LARGER, LARGER_MODEL, weights)).orElse("")
                + """
                  - name: cloud
                    type: openai
                    url: %s/v1
                    prices:
                      input-usd-per-million: 0.05
                      output-usd-per-million: 0.08
                """
                        .formatted(cloud);
    }

    private static String backend(String name, String model, Path file) {
        return """
                  - name: %s
                    type: llama-cpp
                    model: %s
                    file: '%s'
                    load: start
                    threads: 1
                """
                .formatted(name, model, file.toAbsolutePath().toString().replace("'", "''"));
    }
}
