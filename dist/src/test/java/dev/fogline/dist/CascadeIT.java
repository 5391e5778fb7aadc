package dev.fogline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image learns from some of the demo's questions how far its small model can be trusted; then
/// two nodes hold drafts back, hand some over and stream the answers.
@Tag("slow")
class CascadeIT {

    private static final Path IMAGE =
            Path.of(System.getProperty("fogline.image", "target/fogline"));
    private static final int ASKED = 80;

    @TempDir private Path dir;

    @Test
    void nodesDoWithDraftsWhatWasLearnt() throws Exception {
        JsonNode summary = evaluated();
        JsonNode executed = summary.path("executed");

        assertThat(summary.path("questions").asInt()).isEqualTo(200);
        assertThat(executed.path("questions").asInt()).isEqualTo(ASKED);
        assertThat(executed.path("drafts").asInt()).isGreaterThan(ASKED / 4);
        assertThat(executed.path("handed_over").asInt())
                .isBetween(1, executed.path("drafts").asInt() - 1);
        // the engine may round otherwise than it did when the draft was recorded
        assertThat(executed.path("agreed").asInt())
                .isGreaterThanOrEqualTo(executed.path("drafts").asInt() - 2);
        assertThat(executed.path("accuracy").asDouble())
                .isGreaterThan(summary.path("edge_accuracy").asDouble());
        assertThat(summary.path("auc_cascade").asDouble())
                .isGreaterThan(summary.path("auc_prompt").asDouble());
    }

    private JsonNode evaluated() throws Exception {
        Path errors = dir.resolve("errors");
        var command =
                List.of(
                        IMAGE.resolve("bin/fogline").toString(),
                        "eval",
                        "cascade",
                        "--json",
                        "--calibration=" + some("calibration.jsonl", 700),
                        "--test=" + some("test.jsonl", 200),
                        "--executed=" + ASKED);
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOGLINE_"));
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return new ObjectMapper().readTree(lines.getLast());
    }

    /// The file follows the skills, so a part of it is drawn.
    private Path some(String file, int count) throws IOException {
        var lines =
                new ArrayList<>(Files.readAllLines(IMAGE.resolve("models/demo/questions", file)));
        Collections.shuffle(lines, new Random(1));
        return Files.write(dir.resolve(file), lines.subList(0, count));
    }
}
