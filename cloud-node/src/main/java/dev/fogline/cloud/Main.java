package dev.fogline.cloud;

import dev.fogline.edge.door.Cli;
import dev.fogline.edge.door.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline-cloud`.
@Command(
        name = "fogline-cloud",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The door of a shared pool of models.",
        subcommands = {
            ServeCommand.class,
            MembersCommand.class,
            BenchCommand.class,
            TenantsCommand.class,
            UsageCommand.class,
            TrainCacheCommand.class
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public Main() {}

    /// The process's entry.
    public static void main(String[] arguments) {
        System.exit(Cli.run(new Main(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
