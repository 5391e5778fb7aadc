package dev.fogline.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.BackendSetup;
import dev.fogline.router.Pricing;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedFilesTest {

    @TempDir private Path dir;

    @Test
    void aModelIsNamedAfterItsFile() {
        assertThat(of("llama-cpp", Map.of("file", "models/small-Q8_0.gguf")))
                .containsExactly(Map.entry("device/small-Q8_0", Path.of("models/small-Q8_0.gguf")));
    }

    @Test
    void anotherNameWins() {
        assertThat(of("llama-cpp", Map.of("file", "a.gguf", "model", "mine")))
                .containsOnlyKeys("device/mine");
    }

    @Test
    void severalFilesAndAFolderAreSeveralModels() throws IOException {
        Files.createFile(dir.resolve("b.gguf"));
        Files.createFile(dir.resolve("notes.txt"));

        assertThat(of("llama-cpp", Map.of("file", "a.gguf, " + dir)))
                .containsOnlyKeys("device/a", "device/b");
    }

    @Test
    void whoRunsNoFilesHasNone() {
        assertThat(of("openai", Map.of("url", "http://127.0.0.1:8090/v1"))).isEmpty();
        assertThat(of("llama-cpp", Map.of())).isEmpty();
    }

    private static Map<String, Path> of(String type, Map<String, String> settings) {
        return ServedFiles.of(
                List.of(
                        new BackendSetup(
                                "device",
                                type,
                                settings,
                                Tier.DEVICE,
                                new Pricing.Fixed(Prices.FREE),
                                new OperatingCost.None(),
                                new EnergyProfile(0, 0, "test"),
                                0.5)));
    }
}
