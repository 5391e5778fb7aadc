package dev.fogline.edge.overhead;

import dev.fogline.edge.door.CommandException;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of one measurement: the load and the upstream on one core, whatever stands between
/// them on another.
final class Stage implements AutoCloseable {

    private static final int MEASURED_CORE = 0;
    private static final int OTHER_CORE = 1;

    private final Path launcher;
    private final Path scratch;
    private final List<Child> children = new ArrayList<>();
    private final Child upstream;
    private final Child load;

    private Stage(Path launcher, Path scratch) {
        this.launcher = launcher;
        this.scratch = scratch;
        this.upstream = started(OTHER_CORE, List.of("bench", "overhead", "upstream"));
        this.load = started(OTHER_CORE, List.of("bench", "overhead", "load"));
    }

    /// @param home of an installed Fogline
    /// @throws CommandException if something needed is missing, with what it is
    static Stage open(Path home) {
        Path launcher = home.resolve("bin").resolve("fogline");
        if (!Files.isDirectory(Path.of("/proc/self")) || found("taskset").isEmpty()) {
            throw new CommandException(
                    "the measurement needs Linux with /proc, and taskset of util-linux on the path");
        }
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new CommandException("the measurement needs two cores");
        }
        if (!Files.isExecutable(launcher)) {
            throw new CommandException(
                    "the measurement needs an installed Fogline: no " + launcher);
        }
        try {
            return new Stage(launcher, Files.createTempDirectory("fogline-overhead"));
        } catch (IOException failed) {
            throw new CommandException("cannot make a scratch directory", failed);
        }
    }

    LoadProcess load() {
        return new LoadProcess(load);
    }

    /// Nothing between.
    Subject direct() {
        return new Subject(Subject.DIRECT, upstream);
    }

    /// A proxy in C, as a lower bound; empty where it is not installed.
    Optional<Subject> nginx() {
        return found("nginx").map(nginx -> new Subject(Subject.NGINX, nginx(nginx)));
    }

    /// The web server of the node's own stack.
    Subject helidon() {
        return new Subject(
                Subject.HELIDON,
                started(
                        MEASURED_CORE,
                        List.of(
                                "bench",
                                "overhead",
                                "helidon",
                                "--upstream",
                                Integer.toString(upstream.port()))));
    }

    /// A node that can choose between two models of the upstream.
    Subject fogline() {
        Path config = written("fogline.yaml", nodeConfig());
        return new Subject(
                Subject.FOGLINE,
                started(
                                MEASURED_CORE,
                                List.of(
                                        "serve",
                                        "--config",
                                        config.toString(),
                                        "--port",
                                        "0",
                                        "--data",
                                        scratch.resolve("data").toString()))
                        .drained());
    }

    @Override
    public void close() {
        children.reversed().forEach(Child::close);
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException failed) {
            // the system clears its scratch directory by itself
        }
    }

    private Child started(int core, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(arguments);
        return kept(Child.start(core, command));
    }

    private Child nginx(Path nginx) {
        int port = freePort();
        Path config = written("nginx.conf", nginxConfig(port));
        return kept(
                Child.silent(
                        MEASURED_CORE,
                        List.of(
                                nginx.toString(),
                                "-p",
                                scratch.toString(),
                                "-e",
                                "stderr",
                                "-c",
                                config.toString()),
                        port));
    }

    private Child kept(Child child) {
        children.add(child);
        return child;
    }

    private Path written(String name, String text) {
        try {
            return Files.writeString(scratch.resolve(name), text);
        } catch (IOException failed) {
            throw new CommandException("cannot write to " + scratch, failed);
        }
    }

    /// Two models, so that there is something to decide, and prices, so that there is something to
    /// count.
    private String nodeConfig() {
        return """
                backends:
                  - name: cloud
                    type: openai
                    url: http://127.0.0.1:%d/v1
                    models: mock-small, mock-large
                    prices:
                      input-usd-per-million: 0.05
                      output-usd-per-million: 0.08
                      source: made up
                """
                .formatted(upstream.port());
    }

    private String nginxConfig(int port) {
        return """
                worker_processes 1; daemon off; master_process off; pid nginx.pid; error_log stderr error;
                events { worker_connections 4096; }
                http {
                  access_log off; client_body_temp_path cb; proxy_temp_path pt; fastcgi_temp_path ft;
                  uwsgi_temp_path ut; scgi_temp_path st; keepalive_requests 10000000; tcp_nodelay on;
                  upstream up { server 127.0.0.1:%d; keepalive 512; keepalive_requests 10000000; }
                  server { listen 127.0.0.1:%d backlog=1024;
                    location / { proxy_pass http://up; proxy_http_version 1.1; proxy_buffering off;
                      proxy_set_header Connection ""; client_body_buffer_size 64k; } }
                }
                """
                .formatted(upstream.port(), port);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new CommandException("no free port", failed);
        }
    }

    private static Optional<Path> found(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(dir -> Path.of(dir, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
