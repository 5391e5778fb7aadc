package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.config.ServerConfig;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.answer.FaultKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoorTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path scratch;

    private RunningNode node;

    @BeforeEach
    void start() {
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        RunningNode.backend("device", "small", Tier.DEVICE));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void answersAChatWithJson() throws Exception {
        var response = node.post("/v1/chat/completions", chat("one two", ""));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = json(response);
        assertThat(body.path("object").asText()).isEqualTo("chat.completion");
        assertThat(body.path("model").asText()).isEqualTo("small");
        assertThat(body.at("/choices/0/message").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"one two \",\"refusal\":null}");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void tellsPredictedAndMeasuredFiguresInHeaders() throws Exception {
        var response = node.post("/v1/chat/completions", chat("one two", ""));

        var headers = response.headers();
        assertThat(headers.firstValue("x-fogline-backend")).hasValue("device");
        assertThat(headers.firstValue("x-fogline-model")).hasValue("small");
        assertThat(headers.firstValue("x-fogline-reason").orElse("")).isNotBlank();
        assertThat(headers.firstValue("x-fogline-attempts")).hasValue("1");
        assertThat(headers.firstValue("x-fogline-cost-usd")).hasValue("0.000011000");
        for (String figure :
                List.of(
                        "predicted-first-token-millis",
                        "predicted-total-millis",
                        "predicted-cost-usd",
                        "first-token-millis",
                        "total-millis")) {
            assertThat(Double.parseDouble(headers.firstValue("x-fogline-" + figure).orElse("")))
                    .isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void remembersTheDecision() throws Exception {
        var answer = node.post("/v1/chat/completions", chat("one", ""));
        String id = answer.headers().firstValue("x-fogline-decision-id").orElseThrow();

        JsonNode decision = json(node.get("/v1/decisions/" + id));

        assertThat(decision.path("id").asText()).isEqualTo(id);
        assertThat(decision.path("outcome").asText()).isEqualTo("completed");
        assertThat(answer.body()).contains("chatcmpl-" + id);
    }

    @Test
    void streamsAChat() throws Exception {
        var response = node.post("/v1/chat/completions", chat("one two", ",\"stream\":true"));

        List<JsonNode> events = events(response);
        assertThat(response.headers().firstValue("content-type"))
                .hasValue("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("x-fogline-backend")).hasValue("device");
        assertThat(response.headers().firstValue("x-fogline-reason")).isPresent();
        assertThat(events).hasSize(3);
        assertThat(events.get(0).at("/choices/0/delta").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"one \"}");
        assertThat(events.get(1).at("/choices/0/delta").toString())
                .isEqualTo("{\"content\":\"two \"}");
        assertThat(events.get(2).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(response.body()).contains("\"cost_usd\":0.000011000,");
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void streamsUsageInADocumentWithoutChoices() throws Exception {
        var response =
                node.post(
                        "/v1/chat/completions",
                        chat(
                                "one",
                                ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        JsonNode last = events(response).getLast();
        assertThat(last.path("object").asText()).isEqualTo("chat.completion.chunk");
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(1);
        assertThat(last.at("/fogline/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void joinsToolCalls() throws Exception {
        JsonNode body = json(node.post("/v1/chat/completions", chat("call", "")));

        assertThat(body.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(body.at("/choices/0/message/tool_calls").toString())
                .isEqualTo(
                        "[{\"id\":\"call-1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"}}]");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void reportsProbabilities() throws Exception {
        JsonNode body = json(node.post("/v1/chat/completions", chat("a", ",\"logprobs\":true")));

        assertThat(body.at("/choices/0/logprobs/content/0").toString())
                .isEqualTo(
                        "{\"token\":\"a \",\"logprob\":-0.5,\"bytes\":[97,32],\"top_logprobs\":[]}");
    }

    @Test
    void continuesAText() throws Exception {
        JsonNode body =
                json(node.post("/v1/completions", "{\"model\":\"small\",\"prompt\":\"one two\"}"));

        assertThat(body.path("object").asText()).isEqualTo("text_completion");
        assertThat(body.at("/choices/0/text").asText()).isEqualTo("one two ");
    }

    @Test
    void streamsAContinuation() throws Exception {
        var response =
                node.post(
                        "/v1/completions",
                        "{\"model\":\"small\",\"prompt\":[\"one\"],\"stream\":true}");

        assertThat(events(response).getFirst().at("/choices/0/text").asText()).isEqualTo("one ");
        assertThat(events(response).getLast().at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
    }

    @Test
    void aFaultBeforeTheFirstContentIsAPlainError() throws Exception {
        var response =
                node.post("/v1/chat/completions", chat("fail OVERLOADED", ",\"stream\":true"));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
        assertThat(response.headers().firstValue("x-fogline-decision-id")).isPresent();
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"as the prompt says\",\"type\":\"rate_limit_error\","
                                + "\"param\":null,\"code\":\"overloaded\"}}");
    }

    @Test
    void aFaultAfterSignsOfLifeIsAPlainErrorToo() throws Exception {
        var response =
                node.post(
                        "/v1/chat/completions",
                        chat("nothing nothing fail UNAVAILABLE", ",\"stream\":true"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).at("/error/code").asText()).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "INVALID_REQUEST",
                "UNKNOWN_MODEL",
                "CONTEXT_EXCEEDED",
                "CONTENT_REFUSED",
                "UNSUPPORTED",
                "UNAUTHORIZED",
                "TIMEOUT",
                "BROKEN_STREAM",
                "INTERNAL"
            })
    void tellsSdksNotToRetryWhatWouldFailTheSameWay(FaultKind kind) throws Exception {
        for (String delivery : List.of("", ",\"stream\":true")) {
            var response = node.post("/v1/chat/completions", chat("fail " + kind, delivery));
            assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"OVERLOADED", "UNAVAILABLE"})
    void leavesRetriesThatMayHelpToTheStatusAndSaysWhen(FaultKind kind) throws Exception {
        var response = node.post("/v1/chat/completions", chat("fail " + kind, ""));

        assertThat(response.headers().firstValue("x-should-retry")).isEmpty();
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void tellsHowLongEverybodyIsLeftAlone() throws Exception {
        node.post("/v1/chat/completions", chat("fail UNAVAILABLE", "")); // and once more
        node.post("/v1/chat/completions", chat("fail UNAVAILABLE", "")); // the third opens

        var response = node.post("/v1/chat/completions", chat("one", ""));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Long.parseLong(response.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(5L, 10L);
        assertThat(response.headers().firstValue("x-should-retry")).isEmpty();
    }

    @Test
    void aStreamThatBreaksHasAnErrorEventAndNoEnd() throws Exception {
        String all =
                node.raw(
                        RunningNode.rawPost(
                                "/v1/chat/completions", chat("one two break", ",\"stream\":true")));

        assertThat(all.toLowerCase(Locale.ROOT)).contains("transfer-encoding: chunked");
        assertThat(all).contains("\"content\":\"two \"").contains("\"code\":\"broken_stream\"");
        assertThat(all).doesNotContain("[DONE]").doesNotContain("\r\n0\r\n");
    }

    @Test
    void aStreamThatEndsWellHasItsLastChunk() throws Exception {
        String all =
                node.raw(
                        RunningNode.rawPost(
                                "/v1/chat/completions", chat("one", ",\"stream\":true")));

        assertThat(all).contains("[DONE]").endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void anAnswerThatBreaksIsAnErrorWhenNothingWasSent() throws Exception {
        var response = node.post("/v1/chat/completions", chat("one two break", ""));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(json(response).at("/error/code").asText()).isEqualTo("broken_stream");
    }

    @Test
    void aClientThatLeavesEndsTheGeneration() throws Exception {
        String id;
        try (Socket socket =
                node.open(
                        RunningNode.rawPost(
                                "/v1/chat/completions", chat("endless", ",\"stream\":true")))) {
            id = decisionId(socket);
        }

        assertThat(outcome(id)).isEqualTo("cancelled");
    }

    @Test
    void explainsWithoutAsking() throws Exception {
        JsonNode explained = json(node.post("/v1/explain", chat("fail INTERNAL", "")));

        assertThat(explained.at("/decision/type").asText()).isEqualTo("route");
        JsonNode candidates = explained.at("/decision/candidates");
        assertThat(explained.at("/workings")).hasSameSizeAs(candidates);
        for (int i = 0; i < candidates.size(); i++) {
            JsonNode working = explained.at("/workings/" + i);
            assertThat(working.path("candidate")).isEqualTo(candidates.get(i).path("candidate"));
            assertThat(working.path("terms").findValuesAsText("term"))
                    .contains("total_millis", "cost_usd", "energy_joules", "quality");
        }
    }

    @Test
    void theRootsOfAnExplanationAreTheEstimate() throws Exception {
        JsonNode explained = json(node.post("/v1/explain", chat("fail INTERNAL", "")));
        JsonNode estimate = explained.at("/decision/candidates/0/estimate");
        JsonNode total = explained.at("/workings/0/terms/1");

        assertThat(total.path("term").asText()).isEqualTo("total_millis");
        assertThat(total.path("value")).isEqualTo(estimate.at("/total_millis/median"));
        assertThat(total.path("from").findValuesAsText("term")).contains("p05", "p95");
    }

    @Test
    void listsModels() throws Exception {
        JsonNode models = json(node.get("/v1/models"));

        assertThat(models.path("object").asText()).isEqualTo("list");
        assertThat(models.at("/data/0/id").asText()).isEqualTo("auto");
        assertThat(models.at("/data/1/id").asText()).isEqualTo("small");
        assertThat(models.at("/data/1/owned_by").asText()).isEqualTo("device");
        assertThat(models.at("/data/1/context_tokens").asInt()).isEqualTo(4096);
        assertThat(models.at("/data/1/abilities").toString())
                .startsWith("[\"chat\",\"completion\",\"tools\",\"json\",")
                .contains("\"embeddings\"");
    }

    @Test
    void findsAModelByItsFullName() throws Exception {
        assertThat(json(node.get("/v1/models/device/small")).path("id").asText())
                .isEqualTo("device/small");
    }

    @Test
    void anUnknownModelIsNotFound() throws Exception {
        var response = node.get("/v1/models/none");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).at("/error/code").asText()).isEqualTo("model_not_found");

        var asked = node.post("/v1/chat/completions", chat("one", "").replace("auto", "none"));
        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(json(asked).at("/error/code").asText()).isEqualTo("model_not_found");
    }

    @Test
    void refusesBrokenJson() throws Exception {
        var response = node.post("/v1/chat/completions", "{\"model\":");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(json(response).at("/error/message").asText())
                .startsWith("the body is not JSON: ");
        assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
    }

    @Test
    void refusesAnEmptyBody() throws Exception {
        assertThat(json(node.post("/v1/chat/completions", "")).at("/error/message").asText())
                .isEqualTo("the body is empty; a JSON object is expected");
    }

    @Test
    void refusesDeepNesting() throws Exception {
        var response = node.post("/v1/chat/completions", "[".repeat(5000) + "]".repeat(5000));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("nesting depth");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        String all =
                node.raw(
                        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Length: "
                                + (RunningNode.MAX_BODY_BYTES + 1)
                                + "\r\n\r\n");

        assertThat(all).startsWith("HTTP/1.1 413").contains("request_too_large");
    }

    @Test
    void refusesAChunkedBodyThatIsTooLarge() throws Exception {
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        String all =
                node.raw(
                        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + chunk.repeat(RunningNode.MAX_BODY_BYTES / 0x1000 + 1));

        assertThat(all).startsWith("HTTP/1.1 413").contains("request_too_large");
    }

    @Test
    void anUnknownAddressIsAnErrorInTheSameShape() throws Exception {
        var response = node.get("/v2/chat");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).at("/error/message").asText())
                .isEqualTo("there is no GET /v2/chat");
    }

    @Test
    void isLiveAndReady() throws Exception {
        assertThat(node.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyWithoutABackend(@TempDir Path other) throws Exception {
        try (var empty = RunningNode.start(other, RunningNode.server())) {
            assertThat(empty.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(empty.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(empty.post("/v1/chat/completions", chat("one", "")).statusCode())
                    .isIn(404, 503);
        }
    }

    @Test
    void writesMetrics() throws Exception {
        node.post("/v1/chat/completions", chat("one", ""));

        var response = node.get("/metrics");

        assertThat(response.headers().firstValue("content-type").orElse(""))
                .startsWith("text/plain");
        assertThat(response.body()).contains("# TYPE fogline_");
    }

    @Test
    void aTakenPortIsOneLine(@TempDir Path other) {
        var taken =
                new ServerConfig(
                        "127.0.0.1",
                        node.address().getPort(),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        1000);

        assertThatThrownBy(() -> RunningNode.start(other, taken))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "port "
                                + taken.port()
                                + " on 127.0.0.1 cannot be had: is another node running? Choose one with --port N");
    }

    private static List<JsonNode> events(HttpResponse<String> response) {
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(
                        line -> {
                            try {
                                return MAPPER.readTree(line.substring("data: ".length()));
                            } catch (IOException broken) {
                                throw new AssertionError(broken);
                            }
                        })
                .toList();
    }

    private static String decisionId(Socket socket) throws Exception {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("x-fogline-decision-id:")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        throw new AssertionError("no decision id");
    }

    private String outcome(String id) throws Exception {
        Instant patience = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(patience)) {
            var response = node.get("/v1/decisions/" + id);
            if (response.statusCode() == 200) {
                return json(response).path("outcome").asText();
            }
        }
        throw new AssertionError("no outcome");
    }
}
