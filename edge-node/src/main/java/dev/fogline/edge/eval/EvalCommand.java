package dev.fogline.edge.eval;

import dev.fogline.edge.cascade.EvalCascadeCommand;
import dev.fogline.edge.online.EvalOnlineCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline eval`.
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Judges predictions by what really happened.",
        subcommands = {
            EvalCascadeCommand.class,
            EvalCostCommand.class,
            EvalDriftCommand.class,
            EvalOnlineCommand.class,
            EvalQualityCommand.class
        })
public final class EvalCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public EvalCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to judge: cascade, cost, drift, online or quality");
    }
}
