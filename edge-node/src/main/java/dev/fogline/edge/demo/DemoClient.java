package dev.fogline.edge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import dev.fogline.spi.Ticker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks a node over HTTP as any client would: streaming, greedy, one question at a time.
final class DemoClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATA = "data: ";
    private static final String DONE = "[DONE]";
    private static final int MAX_TOKENS = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI chat;
    private final Ticker ticker;

    DemoClient(URI node, Ticker ticker) {
        this.chat = node.resolve("/v1/chat/completions");
        this.ticker = ticker;
    }

    /// @param model `auto`, or the name of a candidate
    /// @throws CommandException if the node answers with anything but an answer
    Reply ask(String model, Question question) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(chat)
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(model, question).toString()))
                        .build();
        long startNanos = ticker.nanos();
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw new CommandException(
                            "the node answered "
                                    + response.statusCode()
                                    + ": "
                                    + lines.limit(5).collect(Collectors.joining(" ")));
                }
                return read(response, lines.iterator(), startNanos);
            }
        } catch (IOException failed) {
            throw new CommandException(
                    "the node at " + chat + " does not answer: " + failed.getMessage());
        }
    }

    private static ObjectNode body(String model, Question question) {
        ObjectNode body =
                MAPPER.createObjectNode()
                        .put("model", model)
                        .put("stream", true)
                        .put("temperature", 0)
                        .put("max_tokens", MAX_TOKENS);
        body.putArray("messages").addObject().put("role", "user").put("content", question.prompt());
        return body;
    }

    private Reply read(HttpResponse<?> response, Iterator<String> lines, long startNanos)
            throws IOException {
        var text = new StringBuilder();
        double firstTokenMillis = -1;
        BigDecimal costUsd = BigDecimal.ZERO;
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.startsWith(DATA) || line.endsWith(DONE)) {
                continue;
            }
            JsonNode chunk = MAPPER.readTree(line.substring(DATA.length()));
            String part = Reply.textOf(chunk);
            if (firstTokenMillis < 0 && !part.isEmpty()) {
                firstTokenMillis = millisSince(startNanos);
            }
            text.append(part);
            JsonNode cost = chunk.path("fogline").path("cost_usd");
            costUsd = cost.isMissingNode() ? costUsd : cost.decimalValue();
        }
        double totalMillis = millisSince(startNanos);
        return new Reply(
                text.toString(),
                header(response, "backend") + "/" + header(response, "model"),
                header(response, "reason"),
                firstTokenMillis < 0 ? totalMillis : firstTokenMillis,
                totalMillis,
                costUsd,
                predicted(response));
    }

    private static Reply.Predicted predicted(HttpResponse<?> response) {
        return new Reply.Predicted(
                Double.parseDouble(header(response, "predicted-first-token-millis")),
                Double.parseDouble(header(response, "predicted-total-millis")),
                Double.parseDouble(header(response, "predicted-cost-usd")));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers()
                .firstValue("x-fogline-" + name)
                .orElseThrow(
                        () -> new CommandException("the node sent no header x-fogline-" + name));
    }

    private double millisSince(long startNanos) {
        return (ticker.nanos() - startNanos) / 1e6;
    }

    @Override
    public void close() {
        http.close();
    }
}
