package dev.fogline.edge.models;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `fogline models`: alone, it lists.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "The models installed on this device; without a command, lists them.",
        subcommands = {
            ListCommand.class,
            PullCommand.class,
            VerifyCommand.class,
            RemoveCommand.class,
            InfoCommand.class
        })
public final class ModelsCommand implements Callable<Integer> {

    @Mixin private ListFlags flags = new ListFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public ModelsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return flags.print(spec.commandLine().getOut());
    }
}
