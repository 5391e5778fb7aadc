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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A private request meets an upstream in every bad state, and leaves the device in none.
@FaultScenarios
class PrivateRequestIT {

    private static final String SECRET = "kestrel-9417";
    private static final String CARD = "4111 1111 1111 1111";

    /// What the upstream does to whoever asks it, S01 to S16.
    static List<Arguments> faults() {
        return List.of(
                fault("S01", it -> it.error(429, "busy", "slow down", "retry-after: 2")),
                fault("S02", it -> it.error(429, "busy", "slow down")),
                fault("S03", it -> it.error(500, "server_error", "oops")),
                fault("S04", it -> it.error(503, "overloaded", "busy")),
                fault("S05", Exchange::reset),
                fault("S06", it -> it.silent(Duration.ofSeconds(20))),
                fault("S07", it -> it.stream().silent(Duration.ofSeconds(20))),
                fault("S08", it -> it.stream().role().tokens(40).close()),
                fault("S09", it -> it.stream().tokens(20).silent(Duration.ofSeconds(20))),
                fault("S10", it -> it.stream().tokens(20).event("{garbage").endChunks()),
                fault("S11", it -> it.stream().tokens(3).finish("stop").endChunks()),
                fault("S12", it -> it.error(400, "context_length_exceeded", "10 tokens")),
                fault("S13", it -> it.error(400, "content_policy_violation", "no")),
                fault("S14", it -> it.stream().tokens(40).reset()),
                fault("S15", it -> it.error(503, "overloaded", "busy", "retry-after: 60")),
                fault("well", Exchange::well));
    }

    /// The public request between the private ones shows that the upstream could have been asked,
    /// and brings about whatever state follows.
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void noPrivateByteLeavesTheDeviceWhateverTheUpstreamDoes(
            String name, Script fault, @TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(fault);
                var node = ImageNode.start(patient(NodeFile.of(cloud)), scratch)) {
            asksInPrivate(node);
            assertThat(cloud.asked()).isEmpty();

            node.stream();
            assertThat(cloud.asked()).isNotEmpty();

            asksInPrivate(node);
            assertThat(cloud.received()).noneMatch(it -> (it.head() + it.body()).contains(SECRET));
        }
        holdsNothingPrivate(scratch.resolve("data"));
    }

    private static void asksInPrivate(ImageNode node) throws Exception {
        isTheDevices(node.ask("Who is " + SECRET + "?", "x-fogline-data-class", "private"));
        isTheDevices(node.ask("Is " + CARD + " of " + SECRET + " valid?", "x-test", "1"));
    }

    private static void holdsNothingPrivate(Path data) throws IOException {
        assertThat(data.resolve("audit.jsonl")).exists();
        List<String> audit = Files.readAllLines(data.resolve("audit.jsonl"));
        assertThat(audit)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).endsWith("\"left_the_device\":false}"));
        assertThat(audit.getLast())
                .contains("\"private_because\":\"detector\",\"found\":{\"card\":1}");
        holdNothingPrivate(files(data));
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

    private static Arguments fault(String name, Script script) {
        return Arguments.of(name, script);
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
