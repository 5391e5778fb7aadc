package dev.fogline.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.door.Installation;
import dev.fogline.edge.door.NodeFlags;
import dev.fogline.router.Plugins;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline plugins`: what is built in, what the plugins folder adds, and what is wrong with the
/// rest of it.
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        description =
                "Lists what can be configured: built in, or found in the plugins folder. No node need run.")
final class PluginsCommand implements Callable<Integer> {

    @Mixin private NodeFlags flags = new NodeFlags();

    @Option(names = "--json", description = "print one JSON object a line")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    PluginsCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var reader = new NodeConfigReader(NodeKind.EDGE, System.getenv(), Installation.home());
        Plugins plugins = Plugins.load(reader.pluginsDir(flags.overrides(Optional.empty())));
        if (json) {
            plugins.entries().forEach(entry -> out.println(json(entry)));
        } else {
            out.printf("%-12s %-20s %-32s %s%n", "kind", "type", "origin", "version");
            plugins.entries()
                    .forEach(
                            entry ->
                                    out.printf(
                                            "%-12s %-20s %-32s %s%n",
                                            entry.kind(),
                                            entry.type(),
                                            entry.origin(),
                                            entry.version()));
        }
        out.flush();
        plugins.problems().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        return 0;
    }

    private static ObjectNode json(Plugins.Entry entry) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", entry.kind())
                        .put("type", entry.type())
                        .put("origin", entry.origin())
                        .put("version", entry.version());
        ArrayNode settings = node.putArray("settings");
        entry.settings()
                .forEach(
                        setting ->
                                settings.addObject()
                                        .put("key", setting.key())
                                        .put("default", setting.fallback())
                                        .put("description", setting.description()));
        return node;
    }
}
