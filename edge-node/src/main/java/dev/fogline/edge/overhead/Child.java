package dev.fogline.edge.overhead;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.OwnProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process of a measurement, on one core of its own choosing; ends with this one.
final class Child implements AutoCloseable {

    private static final Pattern PLACE = Pattern.compile(" on http://\\S+:(\\d+)");

    private final Process process;
    private final BufferedReader said;
    private final int port;
    private final OwnProcess owned;

    private Child(OwnProcess owned, Process process, BufferedReader said, int port) {
        this.owned = owned;
        this.process = process;
        this.said = said;
        this.port = port;
    }

    /// Starts a process that says on which port it listens, and waits until it does.
    ///
    /// @throws CommandException with what it said, if it ends instead
    static Child start(int core, List<String> command) {
        Process process = process(core, command);
        var owned = new OwnProcess(process);
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        return new Child(owned, process, said, port(said));
    }

    /// Starts a process that says nothing and listens on a port it was told.
    static Child silent(int core, List<String> command, int port) {
        Process process = process(core, command);
        return new Child(
                new OwnProcess(process),
                process,
                process.inputReader(StandardCharsets.UTF_8),
                port);
    }

    /// Of the process that does the work: `taskset` and the launchers replace themselves by it.
    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /// Gives an order and waits for the line that answers it.
    String ask(String order) {
        try {
            process.outputWriter(StandardCharsets.US_ASCII).append(order).append('\n').flush();
            String answer = said.readLine();
            if (answer != null) {
                return answer;
            }
        } catch (IOException failed) {
            throw new CommandException("a process of the measurement has ended", failed);
        }
        throw new CommandException("a process of the measurement has ended");
    }

    /// A full pipe would block a process that goes on talking.
    Child drained() {
        OwnProcess.drain(said);
        return this;
    }

    @Override
    public void close() {
        owned.close();
    }

    private static Process process(int core, List<String> command) {
        var pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        try {
            return new ProcessBuilder(pinned).redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot start " + String.join(" ", pinned) + ": " + failed.getMessage(),
                    failed);
        }
    }

    private static int port(BufferedReader said) {
        var all = new StringBuilder();
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher place = PLACE.matcher(line);
                if (place.find()) {
                    return Integer.parseInt(place.group(1));
                }
                all.append(line).append(' ');
            }
        } catch (IOException failed) {
            throw new CommandException("a process of the measurement has ended", failed);
        }
        throw new CommandException("a process of the measurement ended at once: " + all);
    }
}
