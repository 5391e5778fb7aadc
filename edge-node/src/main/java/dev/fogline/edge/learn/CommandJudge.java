package dev.fogline.edge.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A command of the user's grades: it is given `{"prompt", "answer", "model", "accepted"}` on its
/// standard input, and prints a number from 0 to 1.
final class CommandJudge implements Judge {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_BYTES = 4_096;

    private final String command;
    private final Duration patience;

    /// @param command for the shell
    /// @param patience after which it is ended
    CommandJudge(String command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    @Override
    public double grade(LearnPrompt prompt, String model, String reply)
            throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("sh", "-c", command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try {
                return grade(process, asked(prompt, model, reply));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new CommandException("the judge cannot be run: " + failed.getMessage(), failed);
        }
    }

    private double grade(Process process, byte[] asked) throws InterruptedException, IOException {
        Thread feeding = Thread.ofVirtual().start(() -> feed(process, asked));
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CommandException(
                    "the judge did not answer within " + patience.toSeconds() + " s: " + command);
        }
        feeding.join();
        String said =
                new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                        .strip();
        if (process.exitValue() != 0) {
            throw new CommandException(
                    "the judge ended with status " + process.exitValue() + ": " + command);
        }
        return number(said);
    }

    /// A command that does not read its input may end before it is all written.
    private static void feed(Process process, byte[] asked) {
        try (var in = process.getOutputStream()) {
            in.write(asked);
        } catch (IOException notRead) {
            // what it prints counts
        }
    }

    private static double number(String said) {
        try {
            double grade = Double.parseDouble(said);
            if (grade >= 0 && grade <= 1) {
                return grade;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new CommandException("the judge was to print a number from 0 to 1");
    }

    private static byte[] asked(LearnPrompt prompt, String model, String reply) throws IOException {
        ObjectNode asked =
                MAPPER.createObjectNode()
                        .put("prompt", prompt.text())
                        .put("answer", reply)
                        .put("model", model);
        ArrayNode accepted = asked.putArray("accepted");
        prompt.accepted().forEach(accepted::add);
        return MAPPER.writeValueAsBytes(asked);
    }
}
