package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `bin/fogline serve` of the image, in a process of its own, and a client of it.
final class ImageNode implements AutoCloseable {

    static final Path IMAGE = Path.of(System.getProperty("fogline.image", "target/fogline"));

    private static final String QUESTION =
            "\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]";

    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
    private static final int GRACE_SECONDS = 15;

    private final Process process;
    private final Thread endsWithUs;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ImageNode(Process process, Thread endsWithUs, URI address) {
        this.process = process;
        this.endsWithUs = endsWithUs;
        this.address = address;
    }

    /// Starts a node and waits until it listens.
    ///
    /// @param scratch for its configuration and journal
    static ImageNode start(NodeFile file, Path scratch) throws IOException {
        Path policies = Files.writeString(scratch.resolve("policies.yaml"), NodeFile.POLICIES);
        Path yaml = Files.writeString(scratch.resolve("node.yaml"), file.yaml(policies));
        var builder =
                new ProcessBuilder(
                        IMAGE.resolve("bin/fogline").toString(),
                        "serve",
                        "--port=0",
                        "--config=" + yaml,
                        "--data=" + scratch.resolve("data"));
        builder.environment().keySet().removeIf(name -> name.startsWith("FOGLINE_"));
        Process process = builder.redirectErrorStream(true).start();
        var endsWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endsWithUs);
        return new ImageNode(process, endsWithUs, listening(process));
    }

    /// Asks for the capital of France, and leaves it to the node whom to ask.
    Reply stream() throws IOException, InterruptedException {
        return stream("auto");
    }

    /// Asks for the capital of France, as a stream with usage.
    Reply stream(String model) throws IOException, InterruptedException {
        return chat(model, "\"stream\":true,\"stream_options\":{\"include_usage\":true},");
    }

    /// Asks for the capital of France, as one document.
    Reply whole() throws IOException, InterruptedException {
        return chat("auto", "");
    }

    /// Asks whatever there is to ask, as a stream.
    ///
    /// @param headers names and values in turn; at least one pair
    Reply ask(String text, String... headers) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        String body =
                "{\"model\":\"auto\",\"stream\":true,\"max_tokens\":8,\"messages\":[{\"role\":\"user\","
                        + "\"content\":\""
                        + text
                        + "\"}]}";
        return Reply.read(
                http.send(
                        HttpRequest.newBuilder(address.resolve("/v1/chat/completions"))
                                .headers(headers)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream()),
                startNanos);
    }

    /// Asks, and leaves when the answer begins.
    void leave() throws IOException, InterruptedException {
        try (InputStream answer = send("auto", "\"stream\":true,").body()) {
            assertThat(answer.read()).isEqualTo('d');
        }
    }

    /// The body of a GET.
    String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(address.resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Reply chat(String model, String more) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        return Reply.read(send(model, more), startNanos);
    }

    private HttpResponse<InputStream> send(String model, String more)
            throws IOException, InterruptedException {
        String body = "{\"model\":\"" + model + "\"," + more + QUESTION + "}";
        return http.send(
                HttpRequest.newBuilder(address.resolve("/v1/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(endsWithUs);
    }

    private static URI listening(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
                return URI.create(matcher.group(1));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the node ended at once: " + said);
    }
}
