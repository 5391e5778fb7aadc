package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.models.MiniatureAdapter;
import dev.fogline.backend.llamacpp.models.MiniatureEncoder;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Our vectors and adapters beside those of llama.cpp's own server, which lies where
/// `-Dfogline.peer` says; `src/test/peer/build-peer` makes it. Run by `./build verify
/// -Dfogline.tests.only=peer -Dfogline.tests.without= -Dfogline.peer=DIR`.
@Tag("peer")
class PeerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NEAR = 1e-5;
    private static final String QUESTION = "What is the capital of France?";

    @TempDir private Path folder;

    @BeforeEach
    void needThePeer() {
        assumeTrue(
                System.getProperty("fogline.peer") != null,
                "no llama-server to compare with: -Dfogline.peer names its folder");
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT", "NOMIC_BERT"})
    void vectorsAreThoseOfTheServer(MiniatureEncoder encoder) throws Exception {
        Path file = encoder.write(folder.resolve("encoder.gguf"));
        String text = "the cat sat on the mat, the stock market fell.";
        float[] ours;
        try (Engine engine = open(file, Use.EMBEDDINGS)) {
            var ending = new CompletableFuture<Event>();
            var span = new PromptSpan(PromptSpan.Kind.TEXT, text);
            engine.embed(List.of(new Prompt.Text(List.of(span))), ending::complete);
            ours = ((Ending.Embedded) ending.get()).vectors().getFirst();
        }

        String[] theirs;
        try (Server server = Server.start(file, "--embedding")) {
            theirs =
                    server.found(
                                    "/v1/embeddings",
                                    "{\"input\":\"" + text + "\"}",
                                    "\"embedding\":\\[([^\\]]*)\\]")
                            .split(",");
        }

        assertThat(theirs).hasSize(ours.length);
        double farthest = 0;
        for (int i = 0; i < ours.length; i++) {
            farthest = Math.max(farthest, Math.abs(ours[i] - Float.parseFloat(theirs[i])));
        }
        System.out.println(encoder + ": the farthest of " + ours.length + " is " + farthest);
        assertThat(farthest).isLessThan(NEAR);
    }

    @Test
    void adaptedAnswersAreThoseOfTheServer() throws Exception {
        Path adapter = MiniatureAdapter.write(folder.resolve("adapter.gguf"));
        String prompt = DemoModel.chat(QUESTION);
        EngineOptions plain = DemoModel.options(DemoModel.EDGE, 1, 0);
        var adapted =
                new EngineOptions(
                        plain.file(),
                        plain.loading(),
                        plain.contextTokens(),
                        plain.slots(),
                        plain.batchTokens(),
                        plain.threads(),
                        plain.queue(),
                        plain.attention(),
                        List.of(new Adapter(adapter, 1)),
                        plain.uses());
        var sink = new RecordingSink();
        try (Engine engine = Engine.open(DemoModel.LIBRARY, adapted, System::nanoTime, () -> {})) {
            var generation = Generation.of(Prompt.Text.markup(prompt), 16, Sampling.GREEDY, 0);
            DemoModel.stream(engine, generation).drainTo(sink);
        }

        String body =
                "{\"temperature\":0,\"n_predict\":16,\"prompt\":\""
                        + prompt.replace("\n", "\\n")
                        + "\"}";
        try (Server server = Server.start(DemoModel.EDGE, "--lora", adapter.toString())) {
            String theirs =
                    server.found("/completion", body, "\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");
            System.out.println("adapted, ours:   " + sink.text());
            System.out.println("adapted, theirs: " + theirs);
            assertThat(escaped(sink.text())).isEqualTo(theirs);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static Engine open(Path file, Use use) {
        return Engine.open(
                DemoModel.LIBRARY,
                DemoModel.options(file, 1, 0, DecoderOptions.Attention.PLAIN, use),
                System::nanoTime,
                () -> {});
    }

    /// A llama-server on a free port.
    private record Server(Process process, int port) implements AutoCloseable {

        static Server start(Path model, String... more) throws IOException, InterruptedException {
            int port;
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            var command =
                    new ArrayList<>(
                            List.of(
                                    System.getProperty("fogline.peer") + "/llama-server",
                                    "-m",
                                    model.toAbsolutePath().toString(),
                                    "--port",
                                    String.valueOf(port),
                                    "-t",
                                    "1",
                                    "-np",
                                    "1",
                                    "-fa",
                                    "off"));
            command.addAll(Arrays.asList(more));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var server = new Server(process, port);
            Instant late = Instant.now().plus(PATIENCE);
            while (!server.healthy()) {
                assertThat(process.isAlive() && Instant.now().isBefore(late)).isTrue();
                Thread.sleep(50); // a server cannot be told to tell
            }
            return server;
        }

        private boolean healthy() {
            try {
                return exchange("GET /health HTTP/1.0\r\n\r\n").contains("\"ok\"");
            } catch (IOException notYet) {
                return false;
            }
        }

        String found(String path, String body, String pattern) throws IOException {
            String answer =
                    exchange(
                            "POST "
                                    + path
                                    + " HTTP/1.0\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: "
                                    + body.getBytes(StandardCharsets.UTF_8).length
                                    + "\r\n\r\n"
                                    + body);
            var matcher = Pattern.compile(pattern).matcher(answer);
            assertThat(matcher.find()).as(answer).isTrue();
            return matcher.group(1);
        }

        private String exchange(String request) throws IOException {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
