package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.beacon.BeaconSetup;
import dev.fogline.spi.ModelProfile.Tier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BeaconDoorTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LISTEN =
            "GET /v1/beacon HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";

    @TempDir Path scratch;

    @Test
    void tellsTheLoadAsJson() throws Exception {
        try (RunningNode node = announcing(1)) {
            JsonNode beacon = json(node.get("/v1/beacon"));

            assertThat(beacon.path("object").asText()).isEqualTo("beacon");
            assertThat(beacon.path("sequence").asLong()).isPositive();
            assertThat(beacon.path("valid_millis").asLong()).isEqualTo(60);
            assertThat(beacon.at("/models/0/model").asText()).isEqualTo("big");
            assertThat(beacon.at("/models/0/readiness").asText()).isEqualTo("ready");
            assertThat(beacon.at("/models/0/running").asInt(-1)).isZero();
            assertThat(json(node.get("/v1/models")).path("beacon").asText())
                    .isEqualTo("/v1/beacon");
        }
    }

    @Test
    void tellsItAgainAndAgainToWhoListens() throws Exception {
        try (RunningNode node = announcing(1);
                Socket socket = node.open(LISTEN)) {
            BufferedReader lines = lines(socket);
            long first = sequence(lines);

            assertThat(sequence(lines)).isGreaterThan(first);
        }
    }

    @Test
    void noMoreThanAreAllowedListen() throws Exception {
        try (RunningNode node = announcing(1);
                Socket socket = node.open(LISTEN)) {
            assertThat(sequence(lines(socket))).isPositive();
            assertThat(node.get("/metrics").body()).contains("fogline_beacon_subscribers 1.0");
            try (Socket second = node.open(LISTEN)) {
                assertThat(lines(second).readLine()).startsWith("HTTP/1.1 503");
            }
        }
    }

    @Test
    void aNodeOfOnesOwnAnnouncesNothing() throws Exception {
        try (RunningNode node = announcing(0)) {
            assertThat(node.get("/v1/beacon").statusCode()).isEqualTo(404);
            assertThat(json(node.get("/v1/models")).has("beacon")).isFalse();
        }
    }

    @Test
    void whoListensIsLetGoWhenTheNodeStops() throws Exception {
        RunningNode node = announcing(1);
        try (Socket socket = node.open(LISTEN)) {
            BufferedReader lines = lines(socket);
            sequence(lines);
            node.close();

            while (lines.readLine() != null) {
                // what was on its way
            }
        }
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Of the next event.
    private static long sequence(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return MAPPER.readTree(line.substring("data: ".length())).path("sequence").asLong();
            }
        }
        throw new AssertionError("no event came");
    }

    private RunningNode announcing(int subscribers) {
        return RunningNode.announcing(
                scratch,
                new BeaconSetup(Duration.ofMillis(20), Duration.ofMillis(5), 0.05, subscribers),
                RunningNode.backend("pool", "big", Tier.CLOUD));
    }
}
