package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.beacon.BeaconSetup;
import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.Policies;
import dev.fogline.edge.config.PolicyFile;
import dev.fogline.edge.config.ServerConfig;
import dev.fogline.edge.scripted.ScriptedPlugin;
import dev.fogline.router.BackendSetup;
import dev.fogline.router.CacheSetup;
import dev.fogline.router.LedgerSetup;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import dev.fogline.router.Pricing;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.Prices;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A node with scripted backends on a free port, and two ways to speak to it.
final class RunningNode implements AutoCloseable {

    static final int MAX_BODY_BYTES = 20_000;
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Node node;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningNode(Node node) {
        this.node = node;
    }

    static RunningNode start(Path scratch, ServerConfig server, BackendSetup... backends) {
        return start(scratch, server, LedgerSetup.DEFAULT, backends);
    }

    static RunningNode start(
            Path scratch, ServerConfig server, LedgerSetup ledger, BackendSetup... backends) {
        return start(scratch, server, ledger, PolicyFile::readyMade, backends);
    }

    /// @param book the policies in force
    static RunningNode start(
            Path scratch,
            ServerConfig server,
            LedgerSetup ledger,
            Function<PolicyFile, PolicyBook> book,
            BackendSetup... backends) {
        return start(scratch, server, ledger, book, CacheSetup.NONE, backends);
    }

    static RunningNode start(
            Path scratch,
            ServerConfig server,
            LedgerSetup ledger,
            Function<PolicyFile, PolicyBook> book,
            CacheSetup cache,
            BackendSetup... backends) {
        return start(scratch, server, ledger, book, cache, Shared.NONE, backends);
    }

    /// How a node is shared.
    record Shared(Optional<QueueSetup> queue, Tenants tenants) {

        static final Shared NONE = new Shared(Optional.empty(), Tenants.none());
    }

    /// @param beacon how it announces its load
    static RunningNode announcing(Path scratch, BeaconSetup beacon, BackendSetup... backends) {
        return start(
                scratch,
                server(),
                LedgerSetup.DEFAULT,
                PolicyFile::readyMade,
                CacheSetup.NONE,
                beacon,
                Shared.NONE,
                backends);
    }

    static RunningNode start(
            Path scratch,
            ServerConfig server,
            LedgerSetup ledger,
            Function<PolicyFile, PolicyBook> book,
            CacheSetup cache,
            Shared shared,
            BackendSetup... backends) {
        return start(scratch, server, ledger, book, cache, BeaconSetup.alone(), shared, backends);
    }

    private static RunningNode start(
            Path scratch,
            ServerConfig server,
            LedgerSetup ledger,
            Function<PolicyFile, PolicyBook> book,
            CacheSetup cache,
            BeaconSetup beacon,
            Shared shared,
            BackendSetup... backends) {
        try {
            Plugins plugins =
                    ScriptedPlugin.in(Files.createDirectories(scratch.resolve("plugins")));
            var policies = new PolicyFile(Map.of(), plugins, Limits.DEFAULT);
            return new RunningNode(
                    Node.start(
                            new NodeConfig(
                                    server,
                                    scratch.resolve("data"),
                                    plugins,
                                    List.of(backends),
                                    new Policies(book.apply(policies), Optional.empty(), policies),
                                    Limits.DEFAULT,
                                    Optional.empty(),
                                    ledger,
                                    cache,
                                    beacon,
                                    Optional.empty(),
                                    shared.queue(),
                                    shared.tenants(),
                                    AccountsSetup.EMBEDDED)));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    static ServerConfig server() {
        return new ServerConfig(
                "127.0.0.1",
                0,
                Optional.empty(),
                Set.of("node.local"),
                Set.of("https://chat.example.com"),
                MAX_BODY_BYTES);
    }

    static BackendSetup backend(String name, String model, Tier tier) {
        return new BackendSetup(
                name,
                "scripted",
                Map.of("model", model),
                tier,
                new Pricing.Fixed(new Prices(1_000_000, 2_000_000, "test")),
                new OperatingCost.None(),
                new EnergyProfile(0, 0, "test"),
                0.5);
    }

    URI address() {
        return node.address();
    }

    URI adminAddress() {
        return node.adminAddress().orElseThrow();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return http.send(
                with(request(path), headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(with(request, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /// Everything the node sends until it closes the connection, as bytes in Latin-1.
    String raw(String request) throws IOException {
        try (Socket socket = open(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Socket open(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), node.address().getPort());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return socket;
    }

    static String rawPost(String path, String body) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    static String chat(String text, String more) {
        return "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + text
                + "\"}]"
                + more
                + "}";
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.address().resolve(path));
    }

    @Override
    public void close() {
        http.shutdownNow();
        node.close();
    }
}
