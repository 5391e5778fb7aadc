package dev.fogline.edge.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.Main;
import dev.fogline.edge.pull.HubServer;
import dev.fogline.edge.pull.HubServer.Reply;
import dev.fogline.edge.scripted.ScriptedPlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull in a process of its own, which is ended under way.
@Tag("slow")
class PullProcessTest {

    private static final int SENT = 1_500_000;

    @TempDir Path home;

    private final byte[] content = new byte[3_000_000];
    private final CountDownLatch released = new CountDownLatch(1);
    private Path models;
    private Path config;
    private HubServer server;

    /// Sends the beginning and then nothing, until it is asked for the rest.
    @BeforeEach
    void prepare() throws IOException {
        new Random(1).nextBytes(content);
        System.arraycopy("GGUF0001".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 8);
        ScriptedPlugin.jar(Files.createDirectories(home.resolve("plugins")));
        models = home.resolve("models");
        config =
                Files.writeString(
                        home.resolve("node.yaml"),
                        "plugins: " + home.resolve("plugins") + "\nmodels: " + models + "\n");
        server =
                HubServer.start(
                        request -> {
                            Reply file = Reply.file(request, content, "\"a\"");
                            return request.from() == 0
                                    ? file.cutAfter(SENT).heldBy(released)
                                    : file;
                        });
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.close();
    }

    @Test
    void whatWasKilledGoesOnWhereItStopped() throws Exception {
        Process killed = pull();
        begun(killed.inputReader());
        killed.destroyForcibly().waitFor();
        assertThat(models.resolve("model.gguf")).doesNotExist();

        Process second = pull();
        String last = second.inputReader().lines().reduce("", (before, line) -> line);

        assertThat(second.waitFor()).isZero();
        assertThat(models.resolve("model.gguf")).hasBinaryContent(content);
        assertThat(server.requests().getLast().from()).isBetween(1, SENT);
        assertThat(new ObjectMapper().readTree(last).path("bytes").asInt())
                .isEqualTo(content.length);
    }

    @Test
    void whatIsStoppedSaysHowToGoOn() throws Exception {
        Process stopped = pull();
        begun(stopped.inputReader());
        stopped.toHandle().destroy(); // leaves its streams open
        String said = stopped.errorReader().lines().collect(Collectors.joining("\n"));

        assertThat(stopped.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said)
                .startsWith("stopped: ")
                .endsWith(
                        " are kept in "
                                + models.resolve("model.gguf.part")
                                + "; the same command goes on with it");
        assertThat(models.resolve("model.gguf")).doesNotExist();
    }

    private static void begun(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertThat(line).contains("\"event\":\"progress\"");
    }

    private Process pull() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program());
        command.addAll(
                List.of(
                        "models",
                        "pull",
                        server.address() + "/model.gguf",
                        "--json",
                        "--config",
                        config.toString()));
        return new ProcessBuilder(command).start();
    }

    /// As this process was started: with modules, or from a class path.
    private static List<String> program() {
        Module module = Main.class.getModule();
        if (!module.isNamed()) {
            return List.of("-cp", System.getProperty("java.class.path"), Main.class.getName());
        }
        String path =
                module.getLayer().configuration().modules().stream()
                        .map(ResolvedModule::reference)
                        .flatMap(reference -> reference.location().stream())
                        .filter(location -> location.getScheme().equals("file"))
                        .map(location -> Path.of(location).toString())
                        .collect(Collectors.joining(System.getProperty("path.separator")));
        return List.of("--module-path", path, "-m", module.getName() + "/" + Main.class.getName());
    }
}
