package dev.fogline.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.cloud.accounts.TenantStore;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline-cloud tenants add`.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Adds a tenant and prints its key, this once: only the key's SHA-256 is kept.")
final class TenantAddCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "by which budgets, usage and metrics know it")
    private String name = "";

    @Mixin private LimitFlags limits = new LimitFlags();

    @Mixin private AccountFlags accounts = new AccountFlags();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    TenantAddCommand() {}

    @Override
    public Integer call() {
        if (!Tenant.fits(name)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + name + "' cannot be a tenant's name");
        }
        var tenant = new Tenant(name, limits.limits());
        String key = NewKey.from(new SecureRandom());
        TenantStore.Change change =
                accounts.with(
                        database ->
                                new TenantStore(database)
                                        .add(tenant, KeyHash.of(key), System.currentTimeMillis()));
        if (change == TenantStore.Change.THERE_ALREADY) {
            throw new CommandException(
                    "there is a tenant '"
                            + name
                            + "' already; `fogline-cloud tenants key` gives it another key");
        }
        show(spec.commandLine().getOut(), name, key, json);
        return 0;
    }

    /// The key is on standard output alone, so that it can be piped to where it belongs.
    static void show(PrintWriter out, String tenant, String key, boolean json) {
        out.println(
                json
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("tenant", tenant)
                                .put("key", key)
                                .toString()
                        : key);
        out.flush();
    }
}
