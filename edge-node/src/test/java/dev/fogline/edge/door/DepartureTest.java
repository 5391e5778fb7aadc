package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.rawPost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.ModelProfile.Tier;
import java.net.Socket;
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
