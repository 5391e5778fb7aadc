package dev.fogline.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.NodeClient;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline-cloud members`.
@Command(
        name = "members",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the members of a running node's pool: what each is good for, what it has to do, and why",
            "one gets no requests. To drain one, write `drain: true` beside it in the file of members."
        })
final class MembersCommand implements Callable<Integer> {

    @Option(
            names = "--node",
            paramLabel = "URL",
            description =
                    "the node; http://127.0.0.1:8090 if not given, or the port of FOGLINE_PORT."
                            + " Its key, if it has one, is taken from FOGLINE_API_KEY")
    private @Nullable URI node;

    @Option(names = "--json", description = "one object a line: members, then the pool")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    MembersCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        URI local =
                URI.create("http://127.0.0.1:" + environment.getOrDefault("FOGLINE_PORT", "8090"));
        try (var client =
                new NodeClient(
                        Optional.ofNullable(node).orElse(local),
                        environment.getOrDefault("FOGLINE_API_KEY", ""))) {
            show(client.get("/v1/pool"));
        }
        return 0;
    }

    private void show(JsonNode pool) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            pool.path("members").forEach(out::println);
            out.println(((ObjectNode) pool).without("members"));
        } else {
            out.printf(
                    "%-20s %-9s %9s %8s %7s  %s%n",
                    "member", "state", "in flight", "running", "queued", "address, reason");
            pool.path("members").forEach(member -> row(out, member));
            pool.path("unfit")
                    .properties()
                    .forEach(
                            one ->
                                    out.printf(
                                            "%-20s %-9s %s%n",
                                            one.getKey(), "unfit", one.getValue().asText()));
        }
        out.flush();
    }

    private static void row(PrintWriter out, JsonNode member) {
        int running = 0;
        int queued = 0;
        for (JsonNode model : member.path("models")) {
            running = Math.max(running, model.path("running").asInt());
            queued = Math.max(queued, model.path("queued").asInt());
        }
        String reason = member.path("reason").asText();
        out.printf(
                Locale.ROOT,
                "%-20s %-9s %9d %8d %7d  %s%n",
                member.path("name").asText(),
                member.path("state").asText(),
                member.path("in_flight").asInt(),
                running,
                queued,
                member.path("url").asText() + (reason.isEmpty() ? "" : ": " + reason));
    }
}
