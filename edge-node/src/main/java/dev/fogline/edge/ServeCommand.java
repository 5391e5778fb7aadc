package dev.fogline.edge;

import dev.fogline.edge.door.NodeFlags;
import dev.fogline.edge.door.Serving;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline serve`.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Opens the door of this device. Flags win over FOGLINE_* variables, these over the file.")
final class ServeCommand implements Callable<Integer> {

    @Mixin private NodeFlags flags = new NodeFlags();

    @Option(
            names = "--cloud",
            paramLabel = "URL",
            description =
                    "an OpenAI-compatible upstream; its key is taken from FOGLINE_CLOUD_API_KEY")
    private @Nullable String cloud;

    @Spec private CommandSpec spec = CommandSpec.create();

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var line = spec.commandLine();
        return Serving.edge(
                flags.overrides(Optional.ofNullable(cloud)), line.getOut(), line.getErr());
    }
}
