package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// What a node does all day, once each and some times over, so that the ahead-of-time cache of its
/// image holds it. The image's build runs it.
public final class CacheTraining {

    private static final int ROUNDS = 20;
    private static final int MAX_DEPTH = 4;
    private static final List<String> LOOKS =
            List.of("/health/live", "/health/ready", "/v1/models", "/metrics");

    private CacheTraining() {}

    /// For the edge node's cache.
    public static void edge() throws InterruptedException, IOException {
        train(NodeKind.EDGE, Staff.NOBODY);
    }

    /// For the cloud node's cache.
    ///
    /// @param staff who works at it
    public static void cloud(Staff staff) throws InterruptedException, IOException {
        train(NodeKind.CLOUD, staff);
    }

    private static void train(NodeKind kind, Staff staff) throws InterruptedException, IOException {
        Path home = Installation.home();
        Path data = Files.createTempDirectory("fogline-train");
        var flags =
                new Overrides(
                        Optional.empty(),
                        Optional.of(0),
                        Optional.empty(),
                        smallestModel(home.resolve("models")),
                        Optional.of(data),
                        Optional.empty(),
                        Optional.empty());
        NodeConfig config = new NodeConfigReader(kind, Map.of(), home).read(flags);
        try (Node node = Node.start(config, Map.of(), staff);
                NodeClient client = new NodeClient(node.address(), "")) {
            for (int round = 0; round < ROUNDS; round++) {
                exercise(client);
            }
        } finally {
            delete(data);
        }
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
