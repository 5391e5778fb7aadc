package dev.fogline.edge.privacy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline privacy`.
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description = "What the detector of personal data and secrets finds.",
        subcommands = {CheckCommand.class, MeasureCommand.class})
public final class PrivacyCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public PrivacyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: check or measure");
    }
}
