package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that is not ours as a member: llama.cpp's own, which
/// `backends/llama-cpp/src/test/peer/build-peer FOLDER` builds. Run by `./build verify
/// -Dfogline.tests.only=peer -Dfogline.tests.without= -Dfogline.peer=FOLDER`.
@Tag("peer")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerMemberIT {

    @Test
    void llamaCppsServerIsAMemberThatTellsItsLoad(@TempDir Path scratch) throws Exception {
        Path server = Path.of(System.getProperty("fogline.peer", "no-peer"), "llama-server");
        assumeThat(server)
                .as("llama.cpp's server; build-peer lays it out, -Dfogline.peer=FOLDER names it")
                .isExecutable();
        int port = CloudNode.freePort();
        try (var peer =
                        CloudNode.other(
                                port,
                                server.toString(),
                                "--model",
                                ImageNode.IMAGE
                                        .resolve("models/demo/weights/edge-Q8_0.gguf")
                                        .toAbsolutePath()
                                        .toString(),
                                "--alias",
                                "demo",
                                "--metrics",
                                "--threads",
                                "1",
                                "--port",
                                Integer.toString(port));
                var door =
                        CloudNode.serve(
                                "pool:\n  refresh-millis: 100\n  members: "
                                        + Files.writeString(
                                                scratch.resolve("members.yaml"),
                                                "members:\n" + peer.member("peer"))
                                        + "\n",
                                scratch)) {
            Reply reply = door.ask("demo").isWhole();

            assertThat(reply.text()).contains("Paris");
            assertThat(reply.header("x-fogline-backend")).isEqualTo("peer");
            assertThat(reply.usage().path("completion_tokens").asInt()).isPositive();
            while (!door.get("/v1/pool").contains("\"tells_load\":true")) {
                Thread.onSpinWait();
            }
        }
    }
}
