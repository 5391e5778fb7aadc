package dev.fogline.edge.demo;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The two nodes of the demo: a cloud node with the larger model, and an edge node with the smaller
/// one that knows the cloud. Both forget everything when they are closed.
final class DemoNodes implements AutoCloseable {

    /// The edge's name for itself and for the cloud, and the models of each; as in `etc/demo.yaml`.
    static final String DEVICE = "device";

    static final String CLOUD = "cloud";
    static final String EDGE_MODEL = "demo-edge";
    static final String CLOUD_MODEL = "demo-cloud";

    private final Path scratch;
    private final NodeProcess cloud;
    private final NodeProcess edge;

    private DemoNodes(Path scratch, NodeProcess cloud, NodeProcess edge) {
        this.scratch = scratch;
        this.cloud = cloud;
        this.edge = edge;
    }

    /// @param home of an installed Fogline
    static DemoNodes start(Path home) {
        try {
            Path scratch = Files.createTempDirectory("fogline-demo");
            NodeProcess cloud = start(home, "fogline-cloud", "demo-cloud.yaml", scratch, Map.of());
            try {
                var known = Map.of("FOGLINE_DEMO_CLOUD", cloud.address() + "/v1");
                return new DemoNodes(
                        scratch, cloud, start(home, "fogline", "demo.yaml", scratch, known));
            } catch (RuntimeException failed) {
                cloud.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new CommandException("cannot make a scratch directory: " + failed.getMessage());
        }
    }

    /// Where the edge listens.
    URI edge() {
        return edge.address();
    }

    @Override
    public void close() {
        edge.close();
        cloud.close();
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoNodes::delete);
        } catch (IOException failed) {
            // the system clears its scratch directory by itself
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            // as above
        }
    }

    private static NodeProcess start(
            Path home, String launcher, String config, Path scratch, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("FOGLINE_HOME", home.toString());
        return NodeProcess.start(
                home.resolve("bin").resolve(launcher),
                List.of(
                        "serve",
                        "--config",
                        home.resolve("etc").resolve(config).toString(),
                        "--port",
                        "0",
                        "--data",
                        scratch.resolve(launcher).toString()),
                environment);
    }
}
