package dev.fogline.edge.online;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.OwnProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Processes that want all the processors there are, one for each.
final class Competition implements AutoCloseable {

    /// Counts in circles as long as whoever started it is there, however that ends.
    private static final List<String> BURN =
            List.of("sh", "-c", "while kill -0 $PPID 2>/dev/null; do :; done");

    private final List<OwnProcess> processes;

    private Competition(List<OwnProcess> processes) {
        this.processes = processes;
    }

    static Competition start(int count) {
        var processes = new ArrayList<OwnProcess>();
        try {
            for (int i = 0; i < count; i++) {
                var builder =
                        new ProcessBuilder(BURN)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD);
                processes.add(new OwnProcess(builder.start()));
            }
        } catch (IOException failed) {
            processes.forEach(OwnProcess::close);
            throw new CommandException(
                    "cannot start a competing load: " + failed.getMessage(), failed);
        }
        return new Competition(List.copyOf(processes));
    }

    /// How many there are.
    int processes() {
        return processes.size();
    }

    @Override
    public void close() {
        processes.forEach(OwnProcess::close);
    }
}
