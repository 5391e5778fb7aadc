package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.NodeClient;
import dev.fogline.edge.pull.Bytes;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.ModelFiles;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What listing takes and prints; a picocli mixin.
final class ListFlags {

    private static final String ROW = "%-40s %10s %-12s %-10s %8s %s%n";

    @Mixin private StoreFlags store = new StoreFlags();

    @Option(
            names = "--node",
            arity = "0..1",
            paramLabel = "URL",
            fallbackValue = "",
            description =
                    "list what a running node can ask instead; http://127.0.0.1:8080 if no URL is"
                            + " given, or the port of FOGLINE_PORT. Its key, if it has one, is taken"
                            + " from FOGLINE_API_KEY")
    private @Nullable String node;

    ListFlags() {}

    int print(PrintWriter out) throws InterruptedException {
        if (node != null) {
            ofNode(out, node);
        } else {
            installed(out);
        }
        out.flush();
        return 0;
    }

    private void installed(PrintWriter out) {
        ModelStore models = store.store();
        List<Installed> list = models.list();
        long bytes = list.stream().mapToLong(Installed::bytes).sum();
        if (store.json()) {
            list.forEach(model -> out.println(json(store.files(), model)));
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("models", list.size())
                            .put("bytes", bytes)
                            .put("folder", models.folder().toString()));
            return;
        }
        if (list.isEmpty()) {
            out.println(
                    "no models in "
                            + models.folder()
                            + "; fogline models pull hf:owner/repo:quant brings one");
            return;
        }
        out.printf(ROW, "model", "size", "quantisation", "context", "weights", "source");
        ModelFiles files = store.files();
        list.forEach(model -> row(out, files, model));
        out.println(list.size() + " in " + models.folder() + ", " + Bytes.text(bytes));
    }

    private static ObjectNode json(ModelFiles files, Installed model) {
        try {
            return FactsText.json(model, files.inspect(model.file()));
        } catch (ModelFileException bad) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("name", model.name())
                    .put("file", model.file().toString())
                    .put("bytes", model.bytes())
                    .put("problem", bad.getMessage());
        }
    }

    private static void row(PrintWriter out, ModelFiles files, Installed model) {
        try {
            ModelFacts facts = files.inspect(model.file());
            out.printf(
                    ROW,
                    model.name(),
                    FactsText.size(model),
                    facts.weights().quantisation(),
                    facts.contextTokens().isPresent() ? facts.contextTokens().getAsInt() : "",
                    FactsText.weights(facts.weights().count()),
                    model.receipt().map(Receipt::source).orElse("put here by hand"));
        } catch (ModelFileException bad) {
            out.println(model.name() + " cannot be used: " + bad.getMessage());
        }
    }

    private void ofNode(PrintWriter out, String address) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        URI uri =
                URI.create(
                        address.isEmpty()
                                ? "http://127.0.0.1:"
                                        + environment.getOrDefault("FOGLINE_PORT", "8080")
                                : address);
        try (var client = new NodeClient(uri, environment.getOrDefault("FOGLINE_API_KEY", ""))) {
            JsonNode models = client.get("/v1/models").path("data");
            if (store.json()) {
                models.forEach(out::println);
                return;
            }
            out.printf("%-40s %-20s %s%n", "model", "backend", "context tokens");
            models.forEach(
                    model ->
                            out.printf(
                                    "%-40s %-20s %s%n",
                                    model.path("id").asText(),
                                    model.path("owned_by").asText(),
                                    model.path("context_tokens").asText("")));
        }
    }
}
