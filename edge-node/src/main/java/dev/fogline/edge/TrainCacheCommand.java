package dev.fogline.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.edge.door.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `fogline train-cache`: what a node does all day, once each, so that the ahead-of-time cache
/// holds it.
@Command(
        name = "train-cache",
        hidden = true,
        description = "Exercises a node of its own; the image's build runs it.")
final class TrainCacheCommand implements Callable<Integer> {

    private static final int ROUNDS = 20;
    private static final int MAX_DEPTH = 4;
    private static final List<String> LOOKS =
            List.of("/health/live", "/health/ready", "/v1/models", "/metrics");

    TrainCacheCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        Path home = Installation.home();
        Path data = Files.createTempDirectory("fogline-train");
        var flags =
                new Overrides(
                        Optional.empty(),
                        Optional.of(0),
                        Optional.empty(),
                        smallestModel(home.resolve("models")),
                        Optional.of(data));
        NodeConfig config = new NodeConfigReader(NodeKind.EDGE, Map.of(), home).read(flags);
        try (Node node = Node.start(config);
                NodeClient client = new NodeClient(node.address(), "")) {
            for (int round = 0; round < ROUNDS; round++) {
                exercise(client);
            }
        } finally {
            delete(data);
        }
        return 0;
    }

    /// Without a model every answer is an error, which trains the door all the same.
    private static void exercise(NodeClient client) throws InterruptedException {
        for (String path : LOOKS) {
            tolerate(() -> client.get(path));
        }
        ObjectNode chat =
                Prompts.chat("auto", List.of("What is the capital of France?"))
                        .put("max_tokens", 8);
        tolerate(() -> client.post("/v1/chat/completions", chat));
        tolerate(() -> client.post("/v1/explain", chat));
        tolerate(
                () ->
                        client.stream("/v1/chat/completions", chat.deepCopy().put("stream", true))
                                .body()
                                .count());
        tolerate(() -> client.post("/v1/chat/completions", JsonNodeFactory.instance.objectNode()));
    }

    private static void tolerate(Callable<?> look) throws InterruptedException {
        try {
            look.call();
        } catch (CommandException refused) {
            // an error, or no JSON: both are trained too
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Optional<Path> smallestModel(Path models) throws IOException {
        if (!Files.isDirectory(models)) {
            return Optional.empty();
        }
        try (Stream<Path> files =
                Files.find(
                        models,
                        MAX_DEPTH,
                        (file, attributes) ->
                                file.toString().endsWith(".gguf") && attributes.isRegularFile())) {
            return files.min((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()));
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
