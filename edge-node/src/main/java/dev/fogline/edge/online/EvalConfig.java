package dev.fogline.edge.online;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The configurations of the two nodes. Prices are of no account here: nothing is decided by them
/// but what `auto` means. Each engine computes with one thread, so that several of them and a node
/// find room on a few processors.
final class EvalConfig {

    static final String DEVICE_MODEL = "demo-edge";
    static final String CLOUD_MODEL = "demo-cloud";
    static final String LARGER_MODEL = "larger";

    private EvalConfig() {}

    static String cloud(Path home, Optional<Path> larger) {
        String pool =
                backend("pool", CLOUD_MODEL, home.resolve("models/demo/weights/cloud-Q8_0.gguf"));
        return "backends:\n"
                + pool
                + larger.map(file -> backend("annex", LARGER_MODEL, file)).orElse("");
    }

    static String edge(Path home, URI cloud, Optional<Path> larger) {
        Path file = home.resolve("models/demo/weights/edge-Q8_0.gguf");
        return "backends:\n"
                + backend("device", DEVICE_MODEL, file)
                + larger.map(weights -> backend("workbench", LARGER_MODEL, weights)).orElse("")
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
