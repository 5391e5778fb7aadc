package dev.fogline.edge.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CliRun;
import dev.fogline.edge.scripted.ScriptedPlugin;
import dev.fogline.router.profile.FileMark;
import dev.fogline.router.profile.Profile;
import dev.fogline.router.profile.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripted backend decodes as many tokens a second as an answer has, and sends the first after
/// as many milliseconds as there are answers.
class CalibrateCommandTest {

    @TempDir private Path home;

    private Path config = Path.of("");
    private Path models = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        ScriptedPlugin.jar(Files.createDirectories(home.resolve("plugins")));
        models = Files.createDirectories(home.resolve("models"));
        config =
                Files.writeString(
                        home.resolve("node.yaml"),
                        "plugins: %s\nmodels: %s\ndata: %s\n"
                                .formatted(home.resolve("plugins"), models, home.resolve("state")));
    }

    @Test
    void everyInstalledModelIsMeasuredAndKept() throws IOException {
        Path model = Files.writeString(models.resolve("small.gguf"), "GGUF0001");
        Files.writeString(models.resolve("tiny.gguf"), "GGUF0001");

        CliRun run = calibrate();

        assertThat(run.code()).isZero();
        List<Profile> profiles = new ProfileFile(home.resolve("state")).read();
        assertThat(profiles).extracting(Profile::model).containsExactly("small", "tiny");
        Profile profile = profiles.getFirst();
        assertThat(profile.file()).isEqualTo(FileMark.of(model));
        assertThat(profile.speed().batches())
                .extracting(batch -> batch.answers() + " at " + batch.tokensPerSecond())
                .containsExactly("1 at 64.0", "2 at 64.0", "4 at 64.0", "8 at 64.0");
        assertThat(profile.speed().overheadMillis()).isEqualTo(1);
        assertThat(profile.speed().loadMillis()).isEqualTo(3); // as many as repeats
        assertThat(profile.residentMib()).isEqualTo(5);
        assertThat(run.out()).contains("decode tokens/s, 8 at once").contains("profiles.json");
    }

    @Test
    void jsonTellsWhatIsKept() throws IOException {
        Path model = Files.writeString(home.resolve("other.gguf"), "GGUF0001");

        CliRun run = calibrate(model.toString(), "--repeat", "2", "--json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("load_millis").asDouble()).isEqualTo(2);
        assertThat(json.at("/decode/3/answers").asInt()).isEqualTo(8);
        assertThat(json.at("/file/bytes").asLong()).isEqualTo(8);
        assertThat(json.at("/device/processors").asInt()).isPositive();
        assertThat(json.path("source").asText()).endsWith("calibrate, medians of 2");
    }

    @Test
    void whereNoModelIsInstalledItSaysSo() {
        CliRun run = calibrate();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no model is installed in " + models);
    }

    @Test
    void nothingIsMeasuredThatCouldNotBeKept() throws IOException {
        Files.writeString(models.resolve("small.gguf"), "GGUF0001");
        Path file = Files.createDirectories(home.resolve("state")).resolve("profiles.json");
        Files.writeString(file, "mine");

        CliRun run = calibrate();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("profiles.json holds no profiles");
        assertThat(file).hasContent("mine");
    }

    private CliRun calibrate(String... arguments) {
        var all = new ArrayList<>(List.of("--config", config.toString()));
        all.addAll(List.of(arguments));
        return CliRun.of(new CalibrateCommand(), all.toArray(String[]::new));
    }
}
