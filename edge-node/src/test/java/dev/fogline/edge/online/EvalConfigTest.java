package dev.fogline.edge.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.FileSize;
import dev.fogline.edge.online.Target.Door;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalConfigTest {

    private static final Path HOME = Path.of("/opt/fog's line");

    @Test
    void theEdgeHasItsModelAndKnowsTheCloud() {
        assertThat(EvalConfig.edge(HOME, URI.create("http://127.0.0.1:8090"), Optional.empty()))
                .isEqualTo(
                        """
                        backends:
                          - name: device
                            type: llama-cpp
                            model: demo-edge
                            file: '/opt/fog''s line/models/demo/weights/edge-Q8_0.gguf'
                            load: start
                            threads: 1
                          - name: cloud
                            type: openai
                            url: http://127.0.0.1:8090/v1
                            prices:
                              input-usd-per-million: 0.05
                              output-usd-per-million: 0.08
                        """);
    }

    @Test
    void bothRunALargerModelWhereThereIsOne() {
        assertThat(EvalConfig.cloud(HOME, Optional.empty())).doesNotContain("annex");
        assertThat(
                        EvalConfig.edge(
                                HOME,
                                URI.create("http://127.0.0.1:8090"),
                                Optional.of(Path.of("/models/big.gguf"))))
                .contains("name: workbench", "file: '/models/big.gguf'", "name: cloud");
        assertThat(EvalConfig.cloud(HOME, Optional.of(Path.of("/models/big.gguf"))))
                .endsWith(
                        """
                          - name: annex
                            type: llama-cpp
                            model: larger
                            file: '/models/big.gguf'
                            load: start
                            threads: 1
                        """);
    }

    @Test
    void eachNodeStartsFromTheSizesOfItsFiles(@TempDir Path home) throws Exception {
        Path weights = Files.createDirectories(home.resolve("models/demo/weights"));
        Files.writeString(weights.resolve("edge-Q8_0.gguf"), "edge");
        Files.writeString(weights.resolve("cloud-Q8_0.gguf"), "cloud");
        Path larger = Files.writeString(home.resolve("big.gguf"), "larger");

        assertThat(EvalConfig.sizes(Door.EDGE, home, Optional.of(larger)))
                .isEqualTo(
                        Map.of(
                                "device/demo-edge", new FileSize(4),
                                "workbench/larger", new FileSize(6)));
        assertThat(EvalConfig.sizes(Door.CLOUD, home, Optional.empty()))
                .isEqualTo(Map.of("pool/demo-cloud", new FileSize(5)));
    }
}
