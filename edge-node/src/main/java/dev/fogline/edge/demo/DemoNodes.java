package dev.fogline.edge.demo;

import dev.fogline.edge.door.NodePair;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The two nodes of the demo: a cloud node with the larger model, and an edge node with the smaller
/// one that knows the cloud.
final class DemoNodes {

    /// The edge's name for itself and for the cloud, and the models of each; as in `etc/demo.yaml`.
    static final String DEVICE = "device";

    static final String CLOUD = "cloud";
    static final String EDGE_MODEL = "demo-edge";
    static final String CLOUD_MODEL = "demo-cloud";

    private DemoNodes() {}

    /// @param home of an installed Fogline
    static NodePair start(Path home) {
        Scratch scratch = Scratch.make("fogline-demo");
        Path data = scratch.directory();
        return NodePair.start(
                scratch,
                () -> start(home, "fogline-cloud", "demo-cloud.yaml", data, Map.of()),
                cloud ->
                        start(
                                home,
                                "fogline",
                                "demo.yaml",
                                data,
                                Map.of("FOGLINE_DEMO_CLOUD", cloud + "/v1")));
    }

    private static NodeProcess start(
            Path home, String launcher, String config, Path data, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("FOGLINE_HOME", home.toString());
        return NodeProcess.serve(
                List.of(home.resolve("bin").resolve(launcher).toString()),
                home.resolve("etc").resolve(config),
                data.resolve(launcher),
                environment);
    }
}
