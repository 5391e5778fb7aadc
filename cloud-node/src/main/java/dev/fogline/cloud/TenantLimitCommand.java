package dev.fogline.cloud;

import dev.fogline.cloud.accounts.TenantStore;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.tenants.Tenant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `fogline-cloud tenants limit`.
@Command(
        name = "limit",
        mixinStandardHelpOptions = true,
        description = "Gives a tenant other limits, all of them: what is not given has none.")
final class TenantLimitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the tenant")
    private String name = "";

    @Mixin private LimitFlags limits = new LimitFlags();

    @Mixin private AccountFlags accounts = new AccountFlags();

    TenantLimitCommand() {}

    @Override
    public Integer call() {
        var tenant = new Tenant(name, limits.limits());
        if (accounts.with(database -> new TenantStore(database).limit(tenant))
                == TenantStore.Change.UNKNOWN) {
            throw new CommandException("there is no tenant '" + name + "' in the accounts");
        }
        return 0;
    }
}
