package dev.fogline.edge.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path dir;

    /// Two addresses, one of which no detector can know; places are code points, behind a character
    /// of two units.
    private static final String DATA =
            """
            [{"full_text": "😀 jane@example.com", "spans": [
                {"entity_type": "EMAIL_ADDRESS", "start_position": 2, "end_position": 18},
                {"entity_type": "TITLE", "start_position": 0, "end_position": 1}]},
             {"full_text": "jane at home, not joe@example.com", "spans": [
                {"entity_type": "EMAIL_ADDRESS", "start_position": 0, "end_position": 12}]}]
            """;

    @Test
    void recallAndPrecisionAreCountedPerKind() throws IOException {
        CliRun run = measure("--data", write("data.json", DATA), "--kinds", "email", "--json");

        assertThat(run.code()).isZero();
        List<JsonNode> lines = json(run);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("kind").asText()).isEqualTo("email");
        assertThat(lines.getFirst().path("labels").asInt()).isEqualTo(2);
        assertThat(lines.getFirst().path("recall").asDouble()).isEqualTo(0.5);
        assertThat(lines.getFirst().path("precision").asDouble()).isEqualTo(0.5);
        assertThat(lines.getLast().path("summary").asText()).isEqualTo("all kinds");
    }

    @Test
    void falseAlarmsAreCountedPerRequest() throws IOException {
        String clean =
                write("clean.jsonl", "{\"turns\":[\"a\",\"b\"]}\nHello\n\n{not json\na@b.org\n");

        CliRun run = measure("--clean", clean, "--json");

        JsonNode alarms = json(run).get(json(run).size() - 2);
        assertThat(alarms.path("clean").asText()).isEqualTo("clean.jsonl");
        assertThat(alarms.path("requests").asInt()).isEqualTo(4);
        assertThat(alarms.path("alarms").asInt()).isEqualTo(1);
        assertThat(alarms.path("false_alarm_rate").asDouble()).isEqualTo(0.25);
        assertThat(json(run).getLast().path("recall").isNull()).isTrue();
    }

    @Test
    void theTableHoldsShareAndInterval() throws IOException {
        CliRun run = measure("--data", write("data.json", DATA), "--kinds", "email");

        assertThat(run.out().lines().toList().get(1))
                .isEqualTo(
                        "email                  2 0.500 (0.095-0.905)           2 0.500 (0.095-0.905)");
    }

    @Test
    void dataOfAnotherFormIsAFault() throws IOException {
        CliRun run = measure("--data", write("data.json", "[{\"text\": 1}]"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("is no array of texts with full_text and spans");
    }

    @Test
    void nothingToMeasureOnIsAFault() {
        assertThat(measure().err()).contains("give --data or --clean");
    }

    private static CliRun measure(String... flags) {
        var arguments = new String[flags.length + 1];
        arguments[0] = "measure";
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        return CliRun.of(new PrivacyCommand(), arguments);
    }

    private static List<JsonNode> json(CliRun run) {
        return run.out()
                .lines()
                .map(
                        line -> {
                            try {
                                return MAPPER.readTree(line);
                            } catch (IOException broken) {
                                throw new AssertionError(line, broken);
                            }
                        })
                .toList();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }
}
