package dev.fogline.cloud.beacon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// An OpenAI-compatible server on the loopback whose models are paced engines. Each answers with as
/// many tokens as `max_tokens` says, as events.
final class PacedServer implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TICK = Duration.ofMillis(10);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int USUAL_TOKENS = 60;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Map<String, PacedEngine> engines;
    private final WebServer server;
    private final Thread pacing;

    private PacedServer(Map<String, PacedEngine> engines) {
        this.engines = Map.copyOf(engines);
        this.server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .shutdownHook(false)
                        .routing(
                                routing ->
                                        routing.get("/v1/models", this::models)
                                                .post("/v1/chat/completions", this::chat))
                        .build();
        this.pacing = Thread.ofPlatform().daemon().name("paced-engines").unstarted(this::pace);
    }

    /// @param engines by the names of their models
    static PacedServer start(Map<String, PacedEngine> engines) {
        var server = new PacedServer(engines);
        server.server.start();
        server.pacing.start();
        return server;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        pacing.interrupt();
        server.stop();
    }

    /// By the time that really went by, so that a tick that came late is made up for.
    private void pace() {
        long last = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                double seconds = (now - last) / NANOS_PER_SECOND;
                last = now;
                engines.values().forEach(engine -> engine.advance(seconds));
            }
        } catch (InterruptedException stopped) {
            // closed
        }
    }

    private void models(ServerRequest request, ServerResponse response) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        engines.keySet().forEach(name -> data.addObject().put("id", name).put("object", "model"));
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(list.toString());
    }

    private void chat(ServerRequest request, ServerResponse response) {
        try {
            JsonNode asked = MAPPER.readTree(request.content().as(byte[].class));
            PacedEngine engine = engines.get(asked.path("model").asText());
            if (engine == null) {
                response.status(Status.NOT_FOUND_404).send("{}");
                return;
            }
            int tokens = Math.max(1, asked.path("max_tokens").asInt(USUAL_TOKENS));
            PacedRun run = engine.add(tokens);
            try {
                answer(run, tokens, asked, response);
            } finally {
                engine.remove(run);
            }
        } catch (IOException | UncheckedIOException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the server stops", stopping);
        }
    }

    private static void answer(PacedRun run, int tokens, JsonNode asked, ServerResponse response)
            throws IOException, InterruptedException {
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream");
        int prompt = asked.path("messages").toString().length() / CHARACTERS_PER_TOKEN;
        try (OutputStream out = response.outputStream()) {
            for (int more = run.next(); more > 0; more = run.next()) {
                event(
                        out,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                                + "word ".repeat(more)
                                + "\"},\"finish_reason\":null}]}");
            }
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            event(
                    out,
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":"
                            + prompt
                            + ",\"completion_tokens\":"
                            + tokens
                            + "}}");
            event(out, "[DONE]");
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
