package dev.fogline.edge.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Speaks to a running node.
public final class NodeClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_ERROR_LINES = 100;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final URI node;
    private final String key;

    /// @param key of the node; empty for none
    public NodeClient(URI node, String key) {
        this.node = node;
        this.key = key;
    }

    /// @throws CommandException if the node answers with an error, or not with JSON
    public JsonNode get(String path) throws InterruptedException {
        return parse(body(send(request(path).GET())));
    }

    /// @throws CommandException if the node answers with an error, or not with JSON
    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        return post(path, body, Map.of());
    }

    /// @param headers to be sent beside the usual ones
    /// @throws CommandException if the node answers with an error, or not with JSON
    public JsonNode post(String path, JsonNode body, Map<String, String> headers)
            throws InterruptedException {
        return parse(body(stream(path, body, headers)));
    }

    /// The lines of the answer, as they come.
    ///
    /// @throws CommandException if the node answers with an error
    public HttpResponse<Stream<String>> stream(String path, JsonNode body)
            throws InterruptedException {
        return stream(path, body, Map.of());
    }

    /// @param headers to be sent beside the usual ones
    /// @throws CommandException if the node answers with an error
    public HttpResponse<Stream<String>> stream(
            String path, JsonNode body, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = request(path).header("content-type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /// @throws CommandException if it is no JSON
    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new CommandException("the node sent what is not JSON", broken);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(path));
        return key.isEmpty() ? request : request.header("authorization", "Bearer " + key);
    }

    private HttpResponse<Stream<String>> send(HttpRequest.Builder request)
            throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                String body = body(response);
                String message =
                        body.startsWith("{")
                                ? parse(body).path("error").path("message").asText(body)
                                : body;
                throw new CommandException(
                        "the node answered " + response.statusCode() + ": " + message);
            }
            return response;
        } catch (IOException failed) {
            throw new CommandException(
                    "no node answers at " + node + "; start one with: fogline serve", failed);
        }
    }

    private static String body(HttpResponse<Stream<String>> response) {
        try (Stream<String> lines = response.body()) {
            boolean whole = response.statusCode() == 200;
            return (whole ? lines : lines.limit(MAX_ERROR_LINES)).collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
