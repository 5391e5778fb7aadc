package dev.fogline.edge;

import dev.fogline.edge.door.NodeClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of commands that speak to a running node; a picocli mixin.
final class ClientFlags {

    private static final String HERE = "http://127.0.0.1:";
    private static final String USUAL_PORT = "8080";

    @Option(
            names = "--node",
            paramLabel = "URL",
            description =
                    "the node; http://127.0.0.1:8080 if not given, or the port of FOGLINE_PORT."
                            + " Its key, if it has one, is taken from FOGLINE_API_KEY")
    private @Nullable URI node;

    @Option(names = "--json", description = "print one JSON object a line")
    private boolean json;

    ClientFlags() {}

    boolean json() {
        return json;
    }

    NodeClient client() {
        Map<String, String> environment = System.getenv();
        URI local = URI.create(HERE + environment.getOrDefault("FOGLINE_PORT", USUAL_PORT));
        return new NodeClient(
                Optional.ofNullable(node).orElse(local),
                environment.getOrDefault("FOGLINE_API_KEY", ""));
    }
}
