package dev.fogline.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.door.NodeClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `fogline models`.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists what a running node can ask.")
final class ModelsCommand implements Callable<Integer> {

    @Mixin private ClientFlags flags = new ClientFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    ModelsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (NodeClient client = flags.client()) {
            JsonNode models = client.get("/v1/models").path("data");
            if (flags.json()) {
                models.forEach(out::println);
            } else {
                out.printf("%-40s %-20s %s%n", "model", "backend", "context tokens");
                models.forEach(
                        model ->
                                out.printf(
                                        "%-40s %-20s %s%n",
                                        model.path("id").asText(),
                                        model.path("owned_by").asText(),
                                        model.path("context_tokens").asText("")));
            }
            out.flush();
        }
        return 0;
    }
}
