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
    /// @param larger a model that both nodes run beside the demo's, if there is one
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
                                        command(Door.CLOUD, home, pinning),
                                        scratch.write("cloud.yaml", EvalConfig.cloud(home, larger)),
                                        data(states, Door.CLOUD)),
                        cloud ->
                                start(
                                        command(Door.EDGE, home, pinning),
                                        scratch.write(
                                                "edge.yaml", EvalConfig.edge(home, cloud, larger)),
                                        data(states, Door.EDGE))));
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

    private static List<String> command(Door door, Path home, Pinning pinning) {
        return pinning.command(door, home.resolve("bin").resolve(launcher(door)));
    }

    private static NodeProcess start(List<String> command, Path config, Path data) {
        return NodeProcess.serve(command, config, data, Map.of());
    }
}
