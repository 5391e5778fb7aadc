package dev.fogline.edge.online;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Asks a node as any client would and throws the answer away. May be used by several threads.
final class LoadClient implements AutoCloseable {

    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Duration patience;

    /// @param patience with one answer
    LoadClient(Duration patience) {
        this.patience = patience;
    }

    /// @param node where it listens
    /// @return the id of the decision; empty if there was no whole answer
    Optional<String> ask(URI node, Ask ask) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(node.resolve("/v1/chat/completions"))
                        .timeout(patience)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(ask).toString()))
                        .build();
        try {
            HttpResponse<Void> response =
                    http.send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() == OK
                    ? response.headers().firstValue("x-fogline-decision-id")
                    : Optional.empty();
        } catch (IOException failed) {
            return Optional.empty();
        }
    }

    private static ObjectNode body(Ask ask) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", ask.target().model())
                        .put("stream", ask.delivery() == Ask.Delivery.STREAM)
                        .put("temperature", 0)
                        .put("max_tokens", ask.maxTokens());
        body.putArray("messages").addObject().put("role", "user").put("content", ask.prompt());
        return body;
    }

    @Override
    public void close() {
        http.close();
    }
}
