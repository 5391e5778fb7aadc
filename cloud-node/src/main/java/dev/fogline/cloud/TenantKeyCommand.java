package dev.fogline.cloud;

import dev.fogline.cloud.accounts.TenantStore;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.tenants.KeyHash;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline-cloud tenants key`.
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description =
                "Gives a tenant one more key and prints it, this once. The others hold until they are revoked.")
final class TenantKeyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the tenant")
    private String name = "";

    @Mixin private AccountFlags accounts = new AccountFlags();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    TenantKeyCommand() {}

    @Override
    public Integer call() {
        String key = NewKey.from(new SecureRandom());
        TenantStore.Change change =
                accounts.with(
                        database ->
                                new TenantStore(database)
                                        .addKey(name, KeyHash.of(key), System.currentTimeMillis()));
        if (change == TenantStore.Change.UNKNOWN) {
            throw new CommandException("there is no tenant '" + name + "' in the accounts");
        }
        TenantAddCommand.show(spec.commandLine().getOut(), name, key, json);
        return 0;
    }
}
