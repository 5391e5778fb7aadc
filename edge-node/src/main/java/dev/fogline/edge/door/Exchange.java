package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sends JSON as one response.
final class Exchange {

    /// What OpenAI's SDKs look at before they look at the status.
    private static final String SHOULD_RETRY = "x-should-retry";

    private final Json json;

    /// Of our own headers, a fixed few, made once.
    private final Map<String, HeaderName> names = new ConcurrentHashMap<>();

    Exchange(Json json) {
        this.json = json;
    }

    Json json() {
        return json;
    }

    void send(ServerResponse response, int status, JsonNode body) {
        response.status(Status.create(status));
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(json.bytes(body));
    }

    void send(ServerResponse response, int status, JsonNode body, Map<String, String> headers) {
        put(response, headers);
        send(response, status, body);
    }

    /// Adds headers to a response that has not begun.
    void put(ServerResponse response, Map<String, String> headers) {
        headers.forEach(
                (name, value) ->
                        response.headers()
                                .set(names.computeIfAbsent(name, HeaderNames::create), value));
    }

    void send(ServerResponse response, ApiError error) {
        error.retryAfter()
                .ifPresent(
                        wait -> response.header("retry-after", Long.toString(wholeSeconds(wait))));
        if (error.retry() == ApiError.Retry.USELESS) {
            response.header(SHOULD_RETRY, "false");
        }
        send(response, error.status(), error.json());
    }

    /// Rounded up: who comes back a moment too early is refused again.
    static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
