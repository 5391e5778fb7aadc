package dev.fogline.edge.online;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import dev.fogline.edge.online.Target.Door;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cloud node and an edge node that knows it, as processes of their own, with nothing learnt yet.
final class EvalNodes implements AutoCloseable {

    private final Scratch scratch;
    private final NodeProcess cloud;
    private final NodeProcess edge;

    private EvalNodes(Scratch scratch, NodeProcess cloud, NodeProcess edge) {
        this.scratch = scratch;
        this.cloud = cloud;
        this.edge = edge;
    }

    /// @param home of an installed Fogline
    /// @param larger a model that the cloud node runs beside the demo's, if there is one
    /// @param pinning where each of them runs
    /// @throws CommandException if a node does not start
    static EvalNodes start(Path home, Optional<Path> larger, Pinning pinning) {
        Scratch scratch = Scratch.make("fogline-eval");
        NodeProcess cloud =
                start(Door.CLOUD, home, scratch, EvalConfig.cloud(home, larger), pinning);
        try {
            String config = EvalConfig.edge(home, cloud.address());
            return new EvalNodes(scratch, cloud, start(Door.EDGE, home, scratch, config, pinning));
        } catch (RuntimeException failed) {
            cloud.close();
            throw failed;
        }
    }

    /// Where they listen.
    Map<Door, URI> doors() {
        return Map.of(Door.EDGE, edge.address(), Door.CLOUD, cloud.address());
    }

    /// Where a node keeps its state.
    Path data(Door door) {
        return data(scratch, door);
    }

    /// Ends both, which leaves their journals complete.
    void stop() {
        edge.close();
        cloud.close();
    }

    @Override
    public void close() {
        stop();
        scratch.close();
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
        Path file = scratch.directory().resolve(launcher(door) + ".yaml");
        try {
            Files.writeString(file, config);
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
        List<String> pinned = pinning.command(door, home.resolve("bin").resolve(launcher(door)));
        return NodeProcess.serve(pinned, file, data(scratch, door), Map.of());
    }
}
