package dev.fogline.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline-cloud tenants`.
@Command(
        name = "tenants",
        mixinStandardHelpOptions = true,
        description =
                "Who shares the pool: keys, priorities and limits in the accounts' database. Running nodes notice within a quarter of a second.",
        subcommands = {
            TenantAddCommand.class,
            TenantKeyCommand.class,
            TenantLimitCommand.class,
            TenantListCommand.class,
            TenantRevokeCommand.class
        })
final class TenantsCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    TenantsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
