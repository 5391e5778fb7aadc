package dev.fogline.edge.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CliRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalDriftCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path dir;

    @Test
    void learningMakesUpForTopicsThatArriveAndTurn() throws Exception {
        CliRun run = CliRun.of(new EvalCommand(), "drift", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        JsonNode summary = MAPPER.readTree(lines.getLast());
        assertThat(lines).hasSize(5);
        assertThat(summary.path("regret").asDouble())
                .isLessThan(summary.path("regret_frozen").asDouble() / 2);
        assertThat(summary.path("ece_before").asDouble()).isGreaterThan(0.2);
        assertThat(summary.path("ece").asDouble()).isLessThanOrEqualTo(0.06);
        JsonNode turned = MAPPER.readTree(lines.get(2));
        assertThat(turned.path("topic").asText()).isEqualTo("turns bad");
        assertThat(turned.path("labels_to_recover").asInt()).isBetween(20, 200);
        // nobody asks a model that was bad, so only shadows can tell that it became good
        JsonNode good = MAPPER.readTree(lines.get(3));
        assertThat(good.path("regret").asDouble())
                .isLessThanOrEqualTo(good.path("regret_frozen").asDouble());
    }

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(CliRun.of(new EvalCommand(), "drift", "--seed", "7").out())
                .isEqualTo(CliRun.of(new EvalCommand(), "drift", "--seed", "7").out())
                .contains("recovered", "Calibration error on the new topic:");
    }

    @Test
    void aFileNeedsALargeTopic() throws Exception {
        Path file =
                Files.writeString(
                        dir.resolve("few.jsonl"),
                        "{\"prompt\":\"a\",\"task\":\"t\",\"weak_correct\":0,\"strong_correct\":1}\n");

        CliRun run = CliRun.of(new EvalCommand(), "drift", "--prompts", file.toString());

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("needs two topics ('domain' or 'task'), one of 400 prompts");
    }
}
