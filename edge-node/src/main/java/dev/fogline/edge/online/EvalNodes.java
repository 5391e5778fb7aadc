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

    private final Path states;
    private final NodePair nodes;

    private EvalNodes(Path states, NodePair nodes) {
        this.states = states;
        this.nodes = nodes;
    }

    /// @param home of an installed Fogline
    /// @param larger a model that the cloud node runs beside the demo's, if there is one
    /// @param keep an existing directory for what they leave; without one it is gone with them
    /// @param pinning where each of them runs
    /// @throws CommandException if a node does not start
    static EvalNodes start(Path home, Optional<Path> larger, Optional<Path> keep, Pinning pinning) {
        Scratch scratch = Scratch.make("fogline-eval");
        Path states = keep.orElse(scratch.directory());
        return new EvalNodes(
                states,
                NodePair.start(
                        scratch,
                        () ->
                                start(
                                        Door.CLOUD,
                                        home,
                                        scratch,
                                        states,
                                        EvalConfig.cloud(home, larger),
                                        pinning),
                        cloud ->
                                start(
                                        Door.EDGE,
                                        home,
                                        scratch,
                                        states,
                                        EvalConfig.edge(home, cloud, larger),
                                        pinning)));
    }

    /// Where they listen.
    Map<Door, URI> doors() {
        return Map.of(Door.EDGE, nodes.edge(), Door.CLOUD, nodes.cloud());
    }

    /// Where a node keeps its state.
    Path data(Door door) {
        return data(states, door);
    }

    /// Ends both, which leaves their journals complete.
    void stop() {
        nodes.stop();
    }

    @Override
    public void close() {
        nodes.close();
    }

    private static Path data(Path states, Door door) {
        return states.resolve(launcher(door));
    }

    private static String launcher(Door door) {
        return switch (door) {
            case EDGE -> "fogline";
            case CLOUD -> "fogline-cloud";
        };
    }

    private static NodeProcess start(
            Door door, Path home, Scratch scratch, Path states, String config, Pinning pinning) {
        List<String> pinned = pinning.command(door, home.resolve("bin").resolve(launcher(door)));
        return NodeProcess.serve(
                pinned,
                scratch.write(launcher(door) + ".yaml", config),
                data(states, door),
                Map.of());
    }
}
