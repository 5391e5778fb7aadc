package dev.fogline.dist.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.dist.accounts.CountingEngine.Told;
import dev.fogline.postgres.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nodes are killed under load, and so is the database: what tenants are charged as counted is what
/// the engine said, to the token.
///
/// Of a request that was under way when its node was killed nobody who is left knows what the
/// engine said. It is charged as it had been expected, and is told apart: `unknown`. So the
/// engine's answers are those that are counted, and no more others than there are unknown attempts.
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AccountsIT {

    private static final int CLIENTS = 8;
    private static final int KILLS = 4;

    /// Answers between two kills.
    private static final int ANSWERS = 150;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path scratch;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> keys = new HashMap<>();

    /// Prompt lengths of the answers that clients have seen to their end.
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void throughKillsOfTheNodeInItsOwnDatabase() throws Exception {
        try (var engine = new CountingEngine()) {
            Path config = config(engine, "");
            Path data = Files.createDirectory(scratch.resolve("data"));
            List<String> place = List.of("--config=" + config, "--data=" + data);
            tenants(place);
            var node = new AtomicReference<>(CloudNode.start(config, data));
            List<Thread> clients = clients(List.of(node));

            for (int kill = 0; kill < KILLS; kill++) {
                answers(ANSWERS);
                node.get().kill();
                node.set(CloudNode.start(config, data));
            }
            answers(ANSWERS);
            end(clients);
            node.get().close();

            agrees(engine, place);
        }
    }

    @Test
    void throughKillsOfTwoNodesAndTheirDatabase() throws Exception {
        try (var engine = new CountingEngine();
                PostgresServer server = PostgresServer.start()) {
            Path password = Files.writeString(scratch.resolve("password"), PostgresServer.PASSWORD);
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            Path config =
                    config(
                            engine,
                            "accounts: {url: '%s', user: %s, password: '${file:%s}'}\n"
                                    .formatted(server.url(), PostgresServer.USER, password));
            List<Path> data =
                    List.of(
                            Files.createDirectory(scratch.resolve("one")),
                            Files.createDirectory(scratch.resolve("two")));
            List<String> place = List.of("--config=" + config);
            tenants(place);
            var one = new AtomicReference<>(CloudNode.start(config, data.get(0)));
            var two = new AtomicReference<>(CloudNode.start(config, data.get(1)));
            List<Thread> clients = clients(List.of(one, two));

            answers(ANSWERS);
            one.get().kill();
            one.set(CloudNode.start(config, data.get(0)));
            answers(ANSWERS);
            server.down();
            answers(ANSWERS); // the nodes go on
            two.get().kill();
            server.up();
            two.set(CloudNode.start(config, data.get(1)));
            answers(ANSWERS);
            end(clients);
            one.get().close();
            two.get().close();

            agrees(engine, place);
        }
    }

    private void agrees(CountingEngine engine, List<String> place) throws Exception {
        Map<String, long[]> charged = new HashMap<>();
        long counted = 0;
        long unknown = 0;
        for (JsonNode row : usage(place)) {
            long attempts = row.path("attempts").asLong();
            switch (row.path("tokens").asText()) {
                case "counted" -> {
                    counted += attempts;
                    long[] sums = charged.computeIfAbsent(tenant(row), name -> new long[3]);
                    sums[0] += attempts;
                    sums[1] += row.path("prompt_tokens").asLong();
                    sums[2] += row.path("output_tokens").asLong();
                }
                case "unknown" -> unknown += attempts;
                default -> throw new AssertionError("nobody left an answer: " + row);
            }
        }
        List<Told> told = engine.told();
        List<Told> unheard =
                told.stream().filter(one -> !seen.contains(one.promptTokens())).toList();

        assertThat(told.size() - counted).as("answers nobody settled").isBetween(0L, unknown);
        assertThat(engine.asked() - counted).isLessThanOrEqualTo(unknown);
        assertThat(counted).isGreaterThanOrEqualTo(seen.size());
        assertThat(unheard).hasSizeLessThanOrEqualTo((KILLS + 1) * CLIENTS);
        System.out.println(
                "the engine gave "
                        + told.size()
                        + " answers; "
                        + counted
                        + " attempts are counted, "
                        + unknown
                        + " unknown");
        for (String tenant : keys.keySet()) {
            equal(tenant, told, charged.getOrDefault(tenant, new long[3]), unheard);
        }
    }

    /// The counted sums are those of the answers that were heard, and of some that only the node
    /// heard: one of these is missing for each that was settled as unknown. As every prompt has its
    /// own length, no other choice of answers has these sums by chance alone.
    private static void equal(String tenant, List<Told> told, long[] charged, List<Told> unheard) {
        List<Told> own = told.stream().filter(one -> one.tenant().equals(tenant)).toList();
        long attempts = own.size() - charged[0];
        long prompt = own.stream().mapToLong(Told::promptTokens).sum() - charged[1];
        long output = own.stream().mapToLong(Told::outputTokens).sum() - charged[2];
        List<Told> candidates =
                unheard.stream().filter(one -> one.tenant().equals(tenant)).toList();

        assertThat(explained(candidates, 0, attempts, prompt, output))
                .as(
                        "%s: %s answers with %s and %s tokens that are not counted, out of %s",
                        tenant, attempts, prompt, output, candidates)
                .isTrue();
    }

    /// Whether some of the answers have exactly these sums.
    private static boolean explained(
            List<Told> answers, int from, long count, long prompt, long output) {
        if (count == 0) {
            return prompt == 0 && output == 0;
        }
        if (count < 0 || prompt < 0 || output < 0) {
            return false;
        }
        for (int i = from; i < answers.size(); i++) {
            Told one = answers.get(i);
            if (explained(
                    answers,
                    i + 1,
                    count - 1,
                    prompt - one.promptTokens(),
                    output - one.outputTokens())) {
                return true;
            }
        }
        return false;
    }

    private List<JsonNode> usage(List<String> place) throws Exception {
        var rows = new ArrayList<JsonNode>();
        for (String line : command(List.of("usage", "--json"), place)) {
            JsonNode row = MAPPER.readTree(line);
            if (row.has("tenant")) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String tenant(JsonNode row) {
        return row.path("tenant").asText();
    }

    private void tenants(List<String> place) throws Exception {
        for (String tenant : List.of("alice", "bob")) {
            keys.put(tenant, command(List.of("tenants", "add", tenant), place).getFirst());
        }
    }

    private static List<String> command(List<String> words, List<String> place) throws Exception {
        var all = new ArrayList<>(words);
        all.addAll(place);
        return CloudNode.run(all.toArray(String[]::new));
    }

    private Path config(CountingEngine engine, String accounts) throws IOException {
        return Files.writeString(
                scratch.resolve("node.yaml"),
                """
                backends:
                  - name: engine
                    type: openai
                    url: %s
                    prices: {input-usd-per-million: 1, output-usd-per-million: 2, source: the test}
                limits: {max-attempts: 1}
                fair-queue: {slots: 4}
                %s"""
                        .formatted(engine.url(), accounts));
    }

    /// They ask until it is over, and take no notice of nodes that are down.
    private List<Thread> clients(List<AtomicReference<CloudNode>> nodes) {
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            String tenant = i % 2 == 0 ? "alice" : "bob";
            AtomicReference<CloudNode> node = nodes.get(i / 2 % nodes.size());
            clients.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        while (!over.get()) {
                                            ask(node.get().address(), tenant);
                                        }
                                    }));
        }
        return clients;
    }

    private void ask(URI node, String tenant) {
        String body =
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"I am "
                        + tenant
                        + "\"}]}";
        try {
            HttpResponse<String> response =
                    http.send(
                            HttpRequest.newBuilder(node.resolve("/v1/chat/completions"))
                                    .header("authorization", "Bearer " + keys.get(tenant))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                seen.add(MAPPER.readTree(response.body()).at("/usage/prompt_tokens").asInt());
            }
        } catch (IOException down) {
            Thread.onSpinWait();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answers(int more) throws InterruptedException {
        int enough = seen.size() + more;
        while (seen.size() < enough) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void end(List<Thread> clients) throws InterruptedException {
        over.set(true);
        for (Thread client : clients) {
            client.join();
        }
    }
}
