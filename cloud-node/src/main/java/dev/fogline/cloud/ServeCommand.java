package dev.fogline.cloud;

import dev.fogline.cloud.accounts.Accounts;
import dev.fogline.cloud.pool.PoolAttendant;
import dev.fogline.edge.door.NodeFlags;
import dev.fogline.edge.door.Serving;
import dev.fogline.edge.door.Staff;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `fogline-cloud serve`.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Opens the door of the pool. Flags win over FOGLINE_* variables, these over the file.")
final class ServeCommand implements Callable<Integer> {

    @Mixin private NodeFlags flags = new NodeFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return Serving.cloud(
                flags,
                new Staff(new PoolAttendant(), Accounts::open),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
