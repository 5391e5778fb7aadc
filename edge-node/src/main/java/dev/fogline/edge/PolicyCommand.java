package dev.fogline.edge;

import dev.fogline.edge.policies.CheckCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline policy`.
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks policy files and explains what policies decide.",
        subcommands = {CheckCommand.class, ExplainCommand.class})
final class PolicyCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    PolicyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: check or explain");
    }
}
