package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.edge.pull.Bytes;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline models remove`.
@Command(
        name = "remove",
        aliases = "rm",
        mixinStandardHelpOptions = true,
        description =
                "Removes installed models at once, with what was begun of them. A node that runs one keeps it until it stops.")
final class RemoveCommand implements Callable<Integer> {

    @Mixin private StoreFlags flags = new StoreFlags();

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "as fogline models list shows it")
    private List<String> names = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    RemoveCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModelStore store = flags.store();
        for (String name : names) {
            long freed = store.remove(name);
            out.println(
                    flags.json()
                            ? JsonNodeFactory.instance
                                    .objectNode()
                                    .put("removed", name)
                                    .put("freed_bytes", freed)
                                    .toString()
                            : "removed " + name + ": " + Bytes.text(freed) + " freed");
            out.flush();
        }
        return 0;
    }
}
