package dev.fogline.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.cloud.accounts.TenantRow;
import dev.fogline.cloud.accounts.TenantStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline-cloud tenants list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Shows the tenants of the accounts, with the first digits of each key's SHA-256.")
final class TenantListCommand implements Callable<Integer> {

    @Mixin private AccountFlags accounts = new AccountFlags();

    @Option(names = "--json", description = "print one JSON object a line, their number last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    TenantListCommand() {}

    @Override
    public Integer call() {
        List<TenantRow> rows = accounts.with(database -> new TenantStore(database).list());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rows.forEach(row -> out.println(TenantText.json(row)));
            out.println(JsonNodeFactory.instance.objectNode().put("tenants", rows.size()));
        } else if (rows.isEmpty()) {
            out.println("no tenants; `fogline-cloud tenants add NAME` adds one");
        } else {
            out.println(TenantText.head());
            rows.forEach(row -> out.println(TenantText.row(row)));
        }
        out.flush();
        return 0;
    }
}
