package dev.fogline.edge.online;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
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
    /// @throws CommandException if a node does not start
    static EvalNodes start(Path home, Optional<Path> larger) {
        Scratch scratch = Scratch.make("fogline-eval");
        NodeProcess cloud = start(home, "fogline-cloud", scratch, EvalConfig.cloud(home, larger));
        try {
            String config = EvalConfig.edge(home, cloud.address());
            return new EvalNodes(scratch, cloud, start(home, "fogline", scratch, config));
        } catch (RuntimeException failed) {
            cloud.close();
            throw failed;
        }
    }

    /// Where they listen.
    Map<Target.Door, URI> doors() {
        return Map.of(Target.Door.EDGE, edge.address(), Target.Door.CLOUD, cloud.address());
    }

    /// Where a node keeps its state.
    Path data(Target.Door door) {
        return data(
                scratch,
                switch (door) {
                    case EDGE -> "fogline";
                    case CLOUD -> "fogline-cloud";
                });
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

    private static Path data(Scratch scratch, String launcher) {
        return scratch.directory().resolve(launcher);
    }

    private static NodeProcess start(Path home, String launcher, Scratch scratch, String config) {
        Path file = scratch.directory().resolve(launcher + ".yaml");
        try {
            Files.writeString(file, config);
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
        return NodeProcess.start(
                home.resolve("bin").resolve(launcher),
                List.of(
                        "serve",
                        "--config",
                        file.toString(),
                        "--port",
                        "0",
                        "--data",
                        data(scratch, launcher).toString()),
                Map.of());
    }
}
