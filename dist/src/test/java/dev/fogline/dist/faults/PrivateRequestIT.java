package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.faults.FaultyUpstream.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A private request meets an upstream in every bad state, and leaves the device in none.
@FaultScenarios
class PrivateRequestIT {

    private static final String SECRET = "kestrel-9417";
    private static final String CARD = "4111 1111 1111 1111";

    /// What the upstream does to the public request before each private one, S01 to S16.
    private static final List<Script> FAULTS =
            List.of(
                    it -> it.error(429, "rate_limit_exceeded", "slow down", "retry-after: 2"),
                    it -> it.error(429, "rate_limit_exceeded", "slow down"),
                    it -> it.error(500, "server_error", "oops"),
                    it -> it.error(503, "overloaded", "busy"),
                    Exchange::reset,
                    it -> it.silent(Duration.ofSeconds(20)),
                    it -> it.stream().silent(Duration.ofSeconds(20)),
                    it -> it.stream().role().tokens(40).close(),
                    it -> it.stream().tokens(20).silent(Duration.ofSeconds(20)),
                    it -> it.stream().tokens(20).event("{garbage").endChunks(),
                    it -> it.stream().tokens(3).finish("stop").endChunks(),
                    it -> it.error(400, "context_length_exceeded", "maximum is 10 tokens"),
                    it -> it.error(400, "content_policy_violation", "no"),
                    it -> it.stream().tokens(40).reset(),
                    it -> it.error(503, "overloaded", "busy"),
                    Exchange::well);

    @Test
    void noPrivateByteLeavesTheDeviceWhateverTheUpstreamDoes(@TempDir Path scratch)
            throws Exception {
        try (var cloud = new FaultyUpstream();
                var node = ImageNode.start(patient(NodeFile.of(cloud)), scratch)) {
            for (Script fault : FAULTS) {
                cloud.always(fault);
                node.stream();
                isTheDevices(node.ask("Who is " + SECRET + "?", "x-fogline-data-class", "private"));
                isTheDevices(node.ask("Is " + CARD + " of " + SECRET + " valid?", "x-test", "1"));
            }
            assertThat(cloud.received())
                    .noneMatch(it -> (it.head() + it.body()).contains(SECRET))
                    .isNotEmpty(); // Retry-After and the breaker keep off the rest
        }

        assertThat(scratch.resolve("data/audit.jsonl")).exists();
        List<String> audit = Files.readAllLines(scratch.resolve("data/audit.jsonl"));
        assertThat(audit)
                .hasSize(2 * FAULTS.size())
                .allSatisfy(line -> assertThat(line).endsWith("\"left_the_device\":false}"));
        assertThat(audit.getLast())
                .contains("\"private_because\":\"detector\",\"found\":{\"card\":1}");
        holdNothingPrivate(files(scratch.resolve("data")));
    }

    @Test
    void whereNoModelIsOnTheDeviceAPrivateRequestIsRefused(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(Exchange::well);
                var node = ImageNode.start(NodeFile.of("cloud", cloud), scratch)) {
            Reply reply = node.ask("Who is " + SECRET + "?", "x-fogline-data-class", "private");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.error().path("message").asText())
                    .contains("the request is private and must not leave the device");
            assertThat(cloud.asked()).isEmpty();
        }
    }

    @Test
    void anUpstreamIsAskedWhatIsPublic(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(Exchange::well);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            assertThat(node.ask("Who is " + SECRET + "?", "x-test", "1").isWhole().text())
                    .isEqualTo("one two three");

            assertThat(cloud.asked().getFirst().body()).contains(SECRET); // so it would be seen
        }
    }

    private static NodeFile patient(NodeFile file) {
        return file.limit("first-token-millis", 1_000).limit("stall-millis", 1_000);
    }

    private static void isTheDevices(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.intact()).isTrue();
        assertThat(reply.model()).isEqualTo("small");
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> walk = Files.walk(dir)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static void holdNothingPrivate(List<Path> files) throws IOException {
        for (Path file : files) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain(SECRET)
                    .doesNotContain(CARD);
        }
    }
}
