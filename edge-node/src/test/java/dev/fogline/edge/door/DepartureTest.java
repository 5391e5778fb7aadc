package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.rawPost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.ModelProfile.Tier;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that leave, or write too early, while their answer is on its way.
@Timeout(30)
class DepartureTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String CANCELLED = "fogline_requests_total{outcome=\"cancelled\"} 1.0";

    @TempDir private Path scratch;
    private RunningNode node;

    @BeforeEach
    void start() {
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        RunningNode.backend("here", "small", Tier.DEVICE));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream\":true"})
    void endAGenerationThatHasSaidNothing(String more) throws Exception {
        node.open(rawPost(CHAT, chat("silent", more))).close();

        awaitCancelled();
    }

    @Test
    void endAGenerationThatHasFallenSilentAtOnce() throws Exception {
        Socket client = node.open(rawPost(CHAT, chat("one silent", ",\"stream\":true")));
        assertThat(client.getInputStream().read()).isEqualTo('H');
        node.get("/metrics"); // so that the measurement does not load classes

        client.close();

        long leftNanos = System.nanoTime();
        awaitCancelled();
        assertThat(Duration.ofNanos(System.nanoTime() - leftNanos))
                .isLessThan(Duration.ofMillis(200));
    }

    @Test
    void endAnEmbedding() throws Exception {
        node.open(rawPost("/v1/embeddings", "{\"model\":\"small\",\"input\":\"silent\"}")).close();

        awaitCancelled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream\":true"})
    void whoOnlyClosesItsSendingHalfGetsItsAnswer(String more) throws Exception {
        try (Socket client = node.open(rawPost(CHAT, chat("slow one slow two", more)))) {
            client.shutdownOutput();

            String answer =
                    new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\n").contains("200 OK");
            assertThat(answer).contains("two ").contains("\"finish_reason\":\"stop\"");
        }
    }

    /// No interim response cuts an event in two.
    @Test
    void whoOnlyClosesItsSendingHalfSeesCommentsInAStream() throws Exception {
        try (Socket client = node.open(rawPost(CHAT, chat("one slow two", ",\"stream\":true")))) {
            assertThat(client.getInputStream().read()).isEqualTo('H');
            client.shutdownOutput();

            String answer =
                    new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).contains("\r\n3\r\n:\n\n\r\n").doesNotContain("100 Continue");
            assertThat(answer).contains("two ").endsWith("[DONE]\n\n\r\n0\r\n\r\n");
        }
    }

    private void awaitCancelled() throws Exception {
        while (!node.get("/metrics").body().contains(CANCELLED)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRequestThatComesWhileAnotherIsAnsweredIsAnsweredNext() throws Exception {
        String first = rawPost(CHAT, chat("one", "")).replace("Connection: close\r\n", "");

        String both = node.raw(first + rawPost(CHAT, chat("two", "")));

        assertThat(both.split("HTTP/1.1 200", -1)).hasSize(3);
        assertThat(both).contains("\"content\":\"one \"", "\"content\":\"two \"");
    }
}
