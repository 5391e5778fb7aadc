package dev.fogline.edge.door;

import dev.fogline.edge.config.Overrides;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `serve` that both nodes have; a picocli mixin.
public final class NodeFlags {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration; etc holds an example")
    private @Nullable Path config;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "where to listen, 0 for any free port")
    private @Nullable Integer port;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "a model to run in this node: the name of an installed one (see fogline models list), or a GGUF file")
    private @Nullable Path model;

    @Option(names = "--data", paramLabel = "DIR", description = "where the node keeps its state")
    private @Nullable Path data;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "where models are installed; models below --data if not given")
    private @Nullable Path models;

    @Option(
            names = "--policies",
            paramLabel = "FILE",
            description = "a policy file; etc/policies.yaml is an example")
    private @Nullable Path policies;

    /// For picocli.
    public NodeFlags() {}

    /// @param cloud URL of an upstream
    public Overrides overrides(Optional<String> cloud) {
        return new Overrides(
                Optional.ofNullable(config),
                Optional.ofNullable(port),
                cloud,
                Optional.ofNullable(model),
                Optional.ofNullable(data),
                Optional.ofNullable(models),
                Optional.ofNullable(policies));
    }
}
