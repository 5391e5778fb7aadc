package dev.fogline.edge.online;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.OwnProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Processes that want all the processors there are.
final class Competition implements AutoCloseable {

    /// Counts in circles as long as whoever started it is there, however that ends. The counting
    /// stands between two looks, which are calls of the system and leave the processor to others.
    private static final List<String> BURN =
            List.of(
                    "sh",
                    "-c",
                    "while kill -0 $PPID 2>/dev/null; do"
                            + " i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done");

    /// Of the machine's speed that is to be left.
    private static final double HALF = 0.55;

    /// Processes for each processor, at most.
    private static final int MOST_EACH = 4;

    private final List<OwnProcess> processes = new ArrayList<>();
    private double speedLeft = 1;

    private Competition() {}

    /// Starts one for each processor, and further ones until about half of the speed is left.
    ///
    /// @param processors of this machine
    /// @param speed of this machine as it is now
    static Competition halving(int processors, SpareSpeed speed) throws InterruptedException {
        double before = speed.stepsPerMilli();
        var competition = new Competition();
        try {
            for (int each = 0; each < MOST_EACH && competition.speedLeft > HALF; each++) {
                competition.add(processors);
                competition.speedLeft = speed.stepsPerMilli() / before;
            }
        } catch (IOException failed) {
            competition.close();
            throw new CommandException(
                    "cannot start a competing load: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            competition.close();
            throw interrupted;
        }
        return competition;
    }

    private void add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var builder =
                    new ProcessBuilder(BURN)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD);
            processes.add(new OwnProcess(builder.start()));
        }
    }

    /// How many there are.
    int processes() {
        return processes.size();
    }

    /// Share of the speed that they leave to as many threads as there are processors, as it was
    /// measured.
    double speedLeft() {
        return speedLeft;
    }

    @Override
    public void close() {
        processes.forEach(OwnProcess::close);
    }
}
