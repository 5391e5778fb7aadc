package dev.fogline.edge.models;

import dev.fogline.edge.overhead.BenchOverheadCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline bench`.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures.",
        subcommands = {BenchEngineCommand.class, BenchOverheadCommand.class})
public final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public BenchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure: engine or overhead");
    }
}
