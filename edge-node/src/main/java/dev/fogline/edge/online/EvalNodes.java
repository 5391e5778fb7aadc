package dev.fogline.edge.online;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodePair;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import dev.fogline.edge.online.Target.Door;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cloud node and an edge node that knows it, as processes of their own, with nothing learnt yet.
final class EvalNodes implements AutoCloseable {

    private final Scratch scratch;
    private final NodePair nodes;

    private EvalNodes(Scratch scratch, NodePair nodes) {
        this.scratch = scratch;
        this.nodes = nodes;
    }

    /// @param home of an installed Fogline
    /// @param larger a model that the cloud node runs beside the demo's, if there is one
    /// @param pinning where each of them runs
    /// @throws CommandException if a node does not start
    static EvalNodes start(Path home, Optional<Path> larger, Pinning pinning) {
        Scratch scratch = Scratch.make("fogline-eval");
        return new EvalNodes(
                scratch,
                NodePair.start(
                        scratch,
                        () ->
                                start(
                                        Door.CLOUD,
                                        home,
                                        scratch,
                                        EvalConfig.cloud(home, larger),
                                        pinning),
                        cloud ->
                                start(
                                        Door.EDGE,
                                        home,
                                        scratch,
                                        EvalConfig.edge(home, cloud),
                                        pinning)));
    }

    /// Where they listen.
    Map<Door, URI> doors() {
        return Map.of(Door.EDGE, nodes.edge(), Door.CLOUD, nodes.cloud());
    }

    /// Where a node keeps its state.
    Path data(Door door) {
        return data(scratch, door);
    }

    /// Ends both, which leaves their journals complete.
    void stop() {
        nodes.stop();
    }

    @Override
    public void close() {
        nodes.close();
    }

    private static Path data(Scratch scratch, Door door) {
        return scratch.directory().resolve(launcher(door));
    }

    private static String launcher(Door door) {
        return switch (door) {
            case EDGE -> "fogline";
            case CLOUD -> "fogline-cloud";
        };
    }

    private static NodeProcess start(
            Door door, Path home, Scratch scratch, String config, Pinning pinning) {
        List<String> pinned = pinning.command(door, home.resolve("bin").resolve(launcher(door)));
        return NodeProcess.serve(
                pinned,
                scratch.write(launcher(door) + ".yaml", config),
                data(scratch, door),
                Map.of());
    }
}
