package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.json;
import static dev.fogline.edge.door.RunningNode.rawPost;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.config.PolicyFile;
import dev.fogline.router.CacheSetup;
import dev.fogline.router.LedgerSetup;
import dev.fogline.spi.ModelProfile.Tier;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Answers that are given again, and requests that are joined, over HTTP.
@Timeout(60)
class CacheDoorTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String GREEDY = ",\"temperature\":0";
    private static final String ATTEMPTS = "fogline_attempts_total{backend=\"device\",";
    private static final String STREAM = GREEDY + ",\"stream\":true";

    @TempDir private Path scratch;
    private RunningNode node;

    @BeforeEach
    void start() {
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        LedgerSetup.DEFAULT,
                        PolicyFile::readyMade,
                        new CacheSetup(8 << 20, Duration.ofMinutes(5)),
                        RunningNode.backend("device", "small", Tier.DEVICE));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theSecondAnswerIsTheFirstOneUnderAnIdOfItsOwn() throws Exception {
        var first = node.post(CHAT, chat("one two", GREEDY));
        var again = node.post(CHAT, chat("one two", GREEDY));

        assertThat(header(first, "x-fogline-cache")).isEqualTo("miss");
        assertThat(header(first, "age")).isEmpty();
        assertThat(header(again, "x-fogline-cache")).isEqualTo("hit");
        assertThat(Long.parseLong(header(again, "age"))).isBetween(0L, 60L);
        assertThat(header(again, "x-fogline-attempts")).isEqualTo("0");
        assertThat(header(again, "x-fogline-cost-usd")).isEqualTo("0.000000000");
        assertThat(header(again, "x-fogline-backend")).isEqualTo("device");
        assertThat(json(again).path("choices")).isEqualTo(json(first).path("choices"));
        assertThat(json(again).path("usage")).isEqualTo(json(first).path("usage"));
        assertThat(json(again).path("id").asText())
                .isEqualTo("chatcmpl-" + header(again, "x-fogline-decision-id"))
                .isNotEqualTo(json(first).path("id").asText());
    }

    @Test
    void theDecisionTellsWhoseAnswerItIsAndNotItsText() throws Exception {
        node.post(CHAT, chat("one two", GREEDY));
        var again = node.post(CHAT, chat("one two", GREEDY));

        String decision =
                node.get("/v1/decisions/" + header(again, "x-fogline-decision-id")).body();

        assertThat(decision)
                .contains("\"type\":\"replay\",\"policy\":\"balanced\",\"origin\":\"device/small\"")
                .contains("\"outcome\":\"shared\",\"attempts\":[]")
                .contains("\"shared\":{\"candidate\":\"device/small\",\"finish_reason\":\"stop\"")
                .doesNotContain("one two");
    }

    @Test
    void streamsInThePiecesOfTheOriginal() throws Exception {
        node.post(CHAT, chat("one two", GREEDY));

        var stream = node.post(CHAT, chat("one two", STREAM));

        assertThat(header(stream, "x-fogline-cache")).isEqualTo("hit");
        assertThat(stream.body())
                .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"one \"}")
                .contains("\"delta\":{\"content\":\"two \"}")
                .contains("\"attempts\":0,\"cost_usd\":0.000000000")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void whatWasStreamedIsGivenAgainWhole() throws Exception {
        node.post(CHAT, chat("one two", STREAM));

        var whole = node.post(CHAT, chat("one two", GREEDY));

        assertThat(header(whole, "x-fogline-cache")).isEqualTo("hit");
        assertThat(json(whole).at("/choices/0/message/content").asText()).isEqualTo("one two ");
    }

    @Test
    void toolCallsAndProbabilitiesComeAgain() throws Exception {
        for (String body :
                List.of(chat("call", GREEDY), chat("a", GREEDY + ",\"logprobs\":true"))) {
            JsonNode first = json(node.post(CHAT, body));
            var again = node.post(CHAT, body);

            assertThat(header(again, "x-fogline-cache")).isEqualTo("hit");
            assertThat(json(again).path("choices")).isEqualTo(first.path("choices"));
        }
        assertThat(header(node.post(CHAT, chat("a", GREEDY)), "x-fogline-cache")).isEqualTo("miss");
    }

    @Test
    void continuationsComeAgain() throws Exception {
        String body = "{\"model\":\"small\",\"prompt\":\"one two\",\"seed\":7}";
        node.post("/v1/completions", body);

        var again = node.post("/v1/completions", body);

        assertThat(header(again, "x-fogline-cache")).isEqualTo("hit");
        assertThat(json(again).at("/choices/0/text").asText()).isEqualTo("one two ");
    }

    @Test
    void whatIsLeftToChanceHasNoCacheHeader() throws Exception {
        node.post(CHAT, chat("one", ""));

        assertThat(header(node.post(CHAT, chat("one", "")), "x-fogline-cache")).isEmpty();
    }

    @Test
    void privateRequestsAreNeverKept() throws Exception {
        for (int i = 0; i < 2; i++) {
            var said = node.post(CHAT, chat("one", GREEDY), "x-fogline-data-class", "private");
            var found =
                    node.post(
                            CHAT,
                            chat("write to bob@example.com", GREEDY),
                            "x-fogline-policy",
                            "discreet");
            assertThat(header(said, "x-fogline-cache")).isEmpty();
            assertThat(header(found, "x-fogline-cache")).isEmpty();
            assertThat(header(found, "x-fogline-attempts")).isEqualTo("1");
        }
    }

    @Test
    void policiesDoNotShare() throws Exception {
        node.post(CHAT, chat("one", GREEDY));

        var other = node.post(CHAT, chat("one", GREEDY), "x-fogline-policy", "fastest");

        assertThat(header(other, "x-fogline-cache")).isEqualTo("miss");
    }

    @Test
    void theClientMayWantANewAnswerOrShareNothing() throws Exception {
        String body = chat("one", GREEDY);
        assertThat(header(node.post(CHAT, body, "cache-control", "no-store"), "x-fogline-cache"))
                .isEmpty();
        assertThat(header(node.post(CHAT, body), "x-fogline-cache")).isEqualTo("miss");
        assertThat(header(node.post(CHAT, body, "cache-control", "No-Cache"), "x-fogline-cache"))
                .isEqualTo("miss");
        assertThat(
                        header(
                                node.post(CHAT, body, "cache-control", "no-cache, no-store"),
                                "x-fogline-cache"))
                .isEmpty();
        assertThat(header(node.post(CHAT, body), "x-fogline-cache")).isEqualTo("hit");
        awaitMetric(ATTEMPTS + "fault=\"none\",model=\"small\"} 4.0");
    }

    @Test
    void failuresAreNotKept() throws Exception {
        String body = chat("fail OVERLOADED", GREEDY);

        assertThat(node.post(CHAT, body).statusCode()).isEqualTo(429);
        assertThat(node.post(CHAT, body).statusCode()).isEqualTo(429);

        awaitMetric("fogline_cache_requests_total{result=\"miss\"} 2.0");
    }

    @Test
    void aHundredAtOnceAreOneAttemptWholeAndStreamedAlike() throws Exception {
        try (var gate = new Gate()) {
            String words = "one " + gate.words() + " two";
            List<FutureTask<HttpResponse<String>>> answers =
                    IntStream.range(0, 100)
                            .mapToObj(i -> ask(chat(words, i % 2 == 0 ? GREEDY : STREAM)))
                            .toList();
            gate.awaitBackend();
            awaitMetric("fogline_cache_requests_total{result=\"joined\"} 99.0");
            gate.letGo();

            var results = new ArrayList<String>();
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().body()).contains("one ", "two ");
                results.add(header(answer.get(), "x-fogline-cache"));
            }
            assertThat(results).containsOnlyOnce("miss").contains("joined");
            awaitMetric(ATTEMPTS + "fault=\"none\",model=\"small\"} 1.0");
            awaitMetric("fogline_requests_total{outcome=\"shared\"} 99.0");
        }
    }

    @Test
    void privateRequestsAreNotJoined() throws Exception {
        try (var gate = new Gate()) {
            String body = chat(gate.words(), GREEDY);
            var first = ask(body, "x-fogline-data-class", "private");
            gate.awaitBackend();
            var second = ask(body, "x-fogline-data-class", "private");
            gate.awaitBackend();
            gate.letGo();
            gate.letGo();

            assertThat(header(first.get(), "x-fogline-attempts")).isEqualTo("1");
            assertThat(header(second.get(), "x-fogline-attempts")).isEqualTo("1");
        }
    }

    @Test
    void theAnswerGoesOnWhenWhoAskedFirstIsKilled() throws Exception {
        try (var gate = new Gate()) {
            String words = "one " + gate.words() + " two";
            Socket leader = node.open(rawPost(CHAT, chat(words, STREAM)));
            assertThat(leader.getInputStream().read()).isEqualTo('H');
            gate.awaitBackend();
            var follower = ask(chat(words, STREAM));
            awaitMetric("fogline_cache_requests_total{result=\"joined\"} 1.0");

            leader.close();
            awaitMetric("fogline_requests_total{outcome=\"cancelled\"} 1.0");
            gate.letGo();

            assertThat(follower.get().body()).contains("one ", "two ").endsWith("data: [DONE]\n\n");
            assertThat(header(node.post(CHAT, chat(words, GREEDY)), "x-fogline-cache"))
                    .isEqualTo("hit");
        }
    }

    @Test
    void theGenerationEndsWhenAllAreKilled() throws Exception {
        String body = rawPost(CHAT, chat("one silent", STREAM));
        Socket leader = node.open(body);
        assertThat(leader.getInputStream().read()).isEqualTo('H');
        Socket follower = node.open(body);
        assertThat(follower.getInputStream().read()).isEqualTo('H');

        leader.close();
        follower.close();

        awaitMetric("fogline_requests_total{outcome=\"cancelled\"} 2.0");
        awaitMetric(ATTEMPTS + "fault=\"cancelled\",model=\"small\"} 1.0");
    }

    @Test
    void aStreamThatBreaksBreaksForAll() throws Exception {
        try (var gate = new Gate()) {
            String words = "one " + gate.words() + " break";
            Socket leader = node.open(rawPost(CHAT, chat(words, STREAM)));
            gate.awaitBackend();
            Socket follower = node.open(rawPost(CHAT, chat(words, STREAM)));
            var whole = ask(chat(words, GREEDY));
            awaitMetric("fogline_cache_requests_total{result=\"joined\"} 2.0");
            gate.letGo();

            for (Socket stream : List.of(leader, follower)) {
                String all =
                        new String(
                                stream.getInputStream().readAllBytes(),
                                StandardCharsets.ISO_8859_1);
                assertThat(all).contains("broken_stream").doesNotContain("[DONE]");
                stream.close();
            }
            assertThat(whole.get().statusCode()).isEqualTo(502);
        }
    }

    private FutureTask<HttpResponse<String>> ask(String body, String... headers) {
        var task = new FutureTask<>(() -> node.post(CHAT, body, headers));
        Thread.ofVirtual().start(task);
        return task;
    }

    private void awaitMetric(String line) throws Exception {
        while (!node.get("/metrics").body().contains(line + "\n")) {
            Thread.onSpinWait();
        }
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
