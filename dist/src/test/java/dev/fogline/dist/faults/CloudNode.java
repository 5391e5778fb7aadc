package dev.fogline.dist.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/// A process of a pool on a port of its own: `bin/fogline-cloud serve` of the image, or another
/// server; can be killed, stopped and started again where it was.
final class CloudNode implements AutoCloseable {

    private static final int GRACE_SECONDS = 30;

    /// A member: the image's large demo model.
    static final String MODEL =
            """
            backends:
              - name: engine
                type: llama-cpp
                tier: cloud
                model: demo
                file: %s
                threads: 1
            """
                    .formatted(
                            ImageNode.IMAGE
                                    .resolve("models/demo/weights/cloud-Q8_0.gguf")
                                    .toAbsolutePath());

    private final ProcessBuilder builder;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    private CloudNode(ProcessBuilder builder, int port) throws IOException {
        this.builder = builder;
        this.port = port;
        this.process = builder.start();
    }

    /// @param scratch for its configuration and state
    static CloudNode serve(String yaml, Path scratch) throws IOException, InterruptedException {
        int port = freePort();
        Path config = Files.writeString(scratch.resolve(port + ".yaml"), yaml);
        var builder =
                new ProcessBuilder(
                        ImageNode.IMAGE.resolve("bin/fogline-cloud").toString(),
                        "serve",
                        "--port=" + port,
                        "--config=" + config,
                        "--data=" + scratch.resolve("data-" + port));
        builder.environment().keySet().removeIf(name -> name.startsWith("FOGLINE_"));
        return started(builder, port);
    }

    /// Another server.
    ///
    /// @param port that the command makes it listen on
    static CloudNode other(int port, String... command) throws IOException, InterruptedException {
        return started(new ProcessBuilder(command), port);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static CloudNode started(ProcessBuilder builder, int port)
            throws IOException, InterruptedException {
        builder.redirectErrorStream(true);
        var node = new CloudNode(builder, port);
        node.awaitReady();
        return node;
    }

    /// An entry of a file of members.
    String member(String name) {
        return "  - {name: " + name + ", url: 'http://127.0.0.1:" + port + "'}\n";
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Asks for the capital of France, as a stream.
    Reply ask(String model) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        String body =
                "{\"model\":\""
                        + model
                        + "\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"temperature\":0,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]}";
        return Reply.read(
                http.send(
                        HttpRequest.newBuilder(address().resolve("/v1/chat/completions"))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream()),
                startNanos);
    }

    /// The body of a GET; empty if nobody answers with 200.
    String get(String path) throws InterruptedException {
        try {
            HttpResponse<String> reply =
                    http.send(
                            HttpRequest.newBuilder(address().resolve(path)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return reply.statusCode() == 200 ? reply.body() : "";
        } catch (IOException notYet) {
            return "";
        }
    }

    /// `kill -9`, for Fogline's worker too.
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /// `kill -STOP` or `-CONT`, for its worker too.
    void signal(String name) throws IOException, InterruptedException {
        var pids = new ArrayList<String>();
        pids.add(Long.toString(process.pid()));
        process.descendants().forEach(child -> pids.add(Long.toString(child.pid())));
        var command = new ArrayList<String>();
        command.add("kill");
        command.add("-" + name);
        command.addAll(pids);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /// Asks it to end, waits until it has, and starts it again.
    void restart() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the node did not end");
        }
        process = builder.start();
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
        while (get("/v1/models").isEmpty()) {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended at once");
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        try {
            signal("CONT");
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
