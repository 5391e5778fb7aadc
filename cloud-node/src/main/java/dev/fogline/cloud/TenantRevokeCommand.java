package dev.fogline.cloud;

import dev.fogline.cloud.accounts.TenantStore;
import dev.fogline.edge.door.CommandException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline-cloud tenants revoke`.
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description =
                "Takes a tenant's keys away. What it has used stays in the accounts; requests that run are answered.")
final class TenantRevokeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the tenant")
    private String name = "";

    @Option(
            names = "--key",
            paramLabel = "ID",
            description =
                    "this one only: the first eight or more digits of its SHA-256, as `tenants list` shows them")
    private String keyId = "";

    @Mixin private AccountFlags accounts = new AccountFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    TenantRevokeCommand() {}

    @Override
    public Integer call() {
        if (!keyId.isEmpty() && keyId.length() < TenantStore.ID_DIGITS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--key takes at least " + TenantStore.ID_DIGITS + " digits");
        }
        String id = keyId.toLowerCase(Locale.ROOT);
        TenantStore.Change change =
                accounts.with(
                        database ->
                                new TenantStore(database)
                                        .revoke(name, id, System.currentTimeMillis()));
        if (change == TenantStore.Change.UNKNOWN) {
            throw new CommandException(
                    "'" + name + "' has no such key that holds; see `fogline-cloud tenants list`");
        }
        return 0;
    }
}
