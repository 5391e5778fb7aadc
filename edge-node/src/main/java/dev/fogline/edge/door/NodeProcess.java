package dev.fogline.edge.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A node in a process of its own, started as a user starts it; ends with this process.
public final class NodeProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");

    private final OwnProcess process;
    private final URI address;

    private NodeProcess(OwnProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Starts a node that serves a configuration at a free port, and waits until it listens.
    ///
    /// @param launcher `bin/fogline` or `bin/fogline-cloud`, perhaps behind what starts it
    /// @param data where the node keeps its state
    /// @throws CommandException with what the node said, if it ends instead
    public static NodeProcess serve(
            List<String> launcher, Path config, Path data, Map<String, String> environment) {
        var command = new ArrayList<>(launcher);
        command.addAll(List.of("serve", "--config", config.toString()));
        command.addAll(List.of("--port", "0", "--data", data.toString()));
        return start(command, environment);
    }

    /// The same of a configuration that is written for it.
    ///
    /// @param name of its configuration and of its state, both in `scratch`
    public static NodeProcess serve(Path launcher, String name, String config, Scratch scratch) {
        return serve(
                List.of(launcher.toString()),
                scratch.write(name + ".yaml", config),
                scratch.directory().resolve(name),
                Map.of());
    }

    /// Where it listens.
    public URI address() {
        return address;
    }

    /// Asks it to end, and waits until it has.
    @Override
    public void close() {
        process.close();
    }

    /// Starts whatever says where it listens, and waits until it does.
    ///
    /// @throws CommandException with what it said, if it ends instead
    public static NodeProcess start(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return new NodeProcess(new OwnProcess(process), listening(process));
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot start " + String.join(" ", command) + ": " + failed.getMessage());
        }
    }

    private static URI listening(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                OwnProcess.drain(output);
                return URI.create(matcher.group(1));
            }
            said.append(line).append('\n');
        }
        throw new CommandException("the node ended at once: " + said.toString().strip());
    }
}
