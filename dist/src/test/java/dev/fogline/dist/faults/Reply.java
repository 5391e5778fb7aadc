package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What a client got, bytes and all.
///
/// @param body as far as it came
/// @param intact whether the body ended as HTTP ends one; a broken one throws at the client
/// @param took from the request until the end, whichever it was
record Reply(int status, HttpHeaders headers, String body, boolean intact, Duration took) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATA = "data: ";

    static Reply read(HttpResponse<InputStream> response, long startNanos) {
        var bytes = new ByteArrayOutputStream();
        boolean intact = true;
        try (InputStream in = response.body()) {
            in.transferTo(bytes);
        } catch (IOException broken) {
            intact = false;
        }
        return new Reply(
                response.statusCode(),
                response.headers(),
                bytes.toString(StandardCharsets.UTF_8),
                intact,
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /// Nothing is missing, and nothing says that something is.
    Reply isWhole() {
        assertThat(status).as("status of %s", this).isEqualTo(200);
        assertThat(intact).as("a proper end of %s", this).isTrue();
        assertThat(finishReason()).as("the finish reason of %s", this).isEqualTo("stop");
        assertThat(error().isMissingNode()).as("no error in %s", this).isTrue();
        if (streamed()) {
            assertThat(body).as("the last event").endsWith("data: [DONE]\n\n");
        }
        return this;
    }

    /// The cloud's whole answer.
    Reply isTheClouds(String model) {
        isWhole();
        assertThat(text()).isEqualTo("one two three");
        assertThat(model()).isEqualTo(model);
        assertThat(usage().path("completion_tokens").asInt()).isEqualTo(3);
        return this;
    }

    /// The device's whole answer, under the device's name.
    Reply isTheDevices() {
        isWhole();
        assertThat(text()).contains("Paris").doesNotContain("t0");
        assertThat(model()).isEqualTo("small");
        assertThat(header("x-fogline-backend")).isEqualTo("device");
        assertThat(usage().path("completion_tokens").asInt()).isPositive();
        return this;
    }

    /// Visibly not whole, for clients that know the error event and for those that do not.
    Reply isBroken() {
        assertThat(status).isEqualTo(200);
        assertThat(intact).as("a proper end of %s", this).isFalse();
        assertThat(error().isMissingNode()).as("no error in %s", this).isFalse();
        assertThat(finishReason()).isEmpty();
        assertThat(body).doesNotContain("[DONE]");
        return this;
    }

    /// Never a part that is shown as success.
    Reply isWholeOrBroken() {
        return intact ? isWhole() : isBroken();
    }

    /// Over before so much time had passed.
    Reply tookLessThan(int millis) {
        assertThat(took.toMillis()).as("milliseconds").isLessThan(millis);
        return this;
    }

    boolean streamed() {
        return header("content-type").startsWith("text/event-stream");
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String text() {
        return documents().stream()
                .map(document -> document.path("choices").path(0))
                .map(choice -> choice.path(streamed() ? "delta" : "message"))
                .map(part -> part.path("content").asText(""))
                .collect(Collectors.joining());
    }

    String finishReason() {
        return documents().stream()
                .map(document -> document.at("/choices/0/finish_reason").asText(""))
                .filter(reason -> !reason.isEmpty() && !reason.equals("null"))
                .collect(Collectors.joining(","));
    }

    /// Of every document the same, or they are told one after the other.
    String model() {
        return documents().stream()
                .map(document -> document.path("model").asText())
                .distinct()
                .collect(Collectors.joining(","));
    }

    JsonNode usage() {
        return last("usage");
    }

    /// What the node says it measured, at the end of a stream.
    JsonNode figures() {
        return last("fogline");
    }

    JsonNode error() {
        return last("error");
    }

    private JsonNode last(String field) {
        return documents().stream()
                .map(document -> document.path(field))
                .filter(JsonNode::isObject)
                .reduce(MissingNode.getInstance(), (before, after) -> after);
    }

    private List<JsonNode> documents() {
        return streamed()
                ? body.lines()
                        .filter(line -> line.startsWith(DATA) && !line.endsWith("[DONE]"))
                        .map(line -> json(line.substring(DATA.length())))
                        .toList()
                : List.of(json(body));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException broken) {
            throw new AssertionError("not JSON: " + text, broken);
        }
    }
}
