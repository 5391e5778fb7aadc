package dev.fogline.edge.models;

import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.router.Plugins;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.model.ModelFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of commands that look at installed models; a picocli mixin.
final class StoreFlags {

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "the folder of installed models; that of FOGLINE_MODELS if not given, else"
                            + " that of the configuration, else models in the node's state")
    private @Nullable Path models;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the node's configuration, for its keys models, data and plugins")
    private @Nullable Path config;

    @Option(names = "--json", description = "print one JSON object a line")
    private boolean json;

    StoreFlags() {}

    boolean json() {
        return json;
    }

    ModelStore store() {
        return new ModelStore(reader().modelsDir(overrides()));
    }

    /// Where the node keeps its state.
    Path data() {
        return reader().dataDir(overrides());
    }

    /// Who knows what model files are.
    ModelFiles files() {
        Plugins plugins = Plugins.load(reader().pluginsDir(overrides()));
        return plugins.types(BackendProvider.class).stream()
                .map(type -> plugins.find(BackendProvider.class, type))
                .flatMap(Optional::stream)
                .map(BackendProvider::modelFiles)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "no backend here reads model files; fogline plugins lists those there are"));
    }

    private static NodeConfigReader reader() {
        return new NodeConfigReader(NodeKind.EDGE, System.getenv(), Installation.home());
    }

    private Overrides overrides() {
        return new Overrides(
                Optional.ofNullable(config),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(models),
                Optional.empty());
    }
}
