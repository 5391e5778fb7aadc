package dev.fogline.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodeClient;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `fogline ask`: one question, streamed, and how it was decided.
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description =
                "Asks a running node; the answer goes to the output, the decision to the error stream.")
final class AskCommand implements Callable<Integer> {

    private static final String DATA = "data: ";

    @Mixin private ClientFlags flags = new ClientFlags();

    @Mixin private QuestionFlags question = new QuestionFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    AskCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (NodeClient client = flags.client()) {
            var response =
                    client.stream(
                            "/v1/chat/completions",
                            question.chat().put("stream", true),
                            question.headers());
            ObjectNode told = read(response, out);
            if (flags.json()) {
                out.println(told);
            } else {
                out.println();
                err.println(line(told));
            }
            out.flush();
            err.flush();
        }
        return 0;
    }

    private ObjectNode read(HttpResponse<Stream<String>> response, PrintWriter out) {
        var answer = new StringBuilder();
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        try (Stream<String> lines = response.body()) {
            Iterator<String> each = lines.filter(line -> line.startsWith(DATA)).iterator();
            while (each.hasNext()) {
                String data = each.next().substring(DATA.length());
                if (data.equals("[DONE]")) {
                    break;
                }
                JsonNode chunk = NodeClient.parse(data);
                if (chunk.has("error")) {
                    throw new CommandException(
                            "the answer broke off: "
                                    + chunk.path("error").path("message").asText());
                }
                String piece =
                        chunk.path("choices").path(0).path("delta").path("content").asText("");
                answer.append(piece);
                if (!flags.json()) {
                    out.print(piece);
                    out.flush();
                }
                if (chunk.path("fogline") instanceof ObjectNode figures) {
                    told = figures;
                }
            }
        }
        String reason = response.headers().firstValue("x-fogline-reason").orElse("no reason given");
        return told.put("reason", reason).put("text", answer.toString());
    }

    private static String line(ObjectNode told) {
        return "["
                + told.path("backend").asText()
                + "/"
                + told.path("model").asText()
                + " · "
                + told.path("reason").asText()
                + " · "
                + told.path("total_millis").asText()
                + " ms, predicted "
                + told.path("predicted").path("total_millis").asText()
                + " ms"
                + " · "
                + told.path("cost_usd").asText()
                + " USD"
                + " · "
                + told.path("decision_id").asText()
                + "]";
    }
}
