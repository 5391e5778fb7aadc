package dev.fogline.dist.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `bin/fogline-cloud` of the image: a node, and the commands beside it.
final class CloudNode implements AutoCloseable {

    private static final Path IMAGE =
            Path.of(System.getProperty("fogline.image", "target/fogline"));
    private static final Pattern LISTENING = Pattern.compile("listening on (http\\S+)");
    private static final int GRACE_SECONDS = 30;

    private final Process process;
    private final Thread endsWithUs;
    private final URI address;

    private CloudNode(Process process, URI address) {
        this.process = process;
        this.address = address;
        this.endsWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endsWithUs);
    }

    /// Starts a node and waits until it listens.
    static CloudNode start(Path config, Path data) throws IOException {
        Process process =
                builder("serve", "--port=0", "--config=" + config, "--data=" + data)
                        .redirectErrorStream(true)
                        .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
                return new CloudNode(process, URI.create(matcher.group(1)));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the node ended at once: " + said);
    }

    /// Runs a command to its end, which must be a good one.
    static List<String> run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + lines);
        }
        return lines;
    }

    URI address() {
        return address;
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    /// As `kill` does: it answers what it has begun, and ends.
    @Override
    public void close() {
        process.destroy();
        try {
            ended();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void ended() throws InterruptedException {
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the node does not end");
        }
        Runtime.getRuntime().removeShutdownHook(endsWithUs);
    }

    private static ProcessBuilder builder(String... arguments) {
        var builder =
                new ProcessBuilder(
                        Stream.concat(
                                        Stream.of(IMAGE.resolve("bin/fogline-cloud").toString()),
                                        Stream.of(arguments))
                                .toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOGLINE_"));
        return builder;
    }
}
