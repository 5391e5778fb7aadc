package dev.fogline.edge.models;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `fogline models list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists installed models, which need no node; with --node, what a running node can ask.")
final class ListCommand implements Callable<Integer> {

    @Mixin private ListFlags flags = new ListFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    ListCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return flags.print(spec.commandLine().getOut());
    }
}
