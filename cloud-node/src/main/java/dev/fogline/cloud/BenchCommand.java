package dev.fogline.cloud;

import dev.fogline.cloud.beacon.BenchBeaconCommand;
import dev.fogline.cloud.bench.BenchPoolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline-cloud bench`.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a shared pool on this machine.",
        subcommands = {BenchPoolCommand.class, BenchBeaconCommand.class})
final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    BenchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure: pool or beacon");
    }
}
