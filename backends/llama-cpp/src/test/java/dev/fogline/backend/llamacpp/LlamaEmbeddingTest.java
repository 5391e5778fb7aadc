package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.backend.llamacpp.models.MiniatureAdapter;
import dev.fogline.backend.llamacpp.models.MiniatureEncoder;
import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.RecordingSink;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LlamaEmbeddingTest {

    @TempDir private Path folder;

    @Test
    void anEncoderEmbedsAndDoesNothingElse() throws Exception {
        Path file = MiniatureEncoder.BERT.write(folder.resolve("bert.gguf"));
        try (Backend backend = create(file, Map.of())) {
            Embeddings embeddings =
                    backend.embed(EmbeddingRequest.of("e", "bert", "the cat", "the dog"), "bert");

            assertThat(backend.models())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revision")
                    .containsExactly(new ServedModel("bert", 64, Set.of(Ability.EMBEDDINGS)));
            assertThat(embeddings.dimensions()).isEqualTo(MiniatureEncoder.WIDTH);
            assertThat(embeddings.vectors()).hasSize(2);
            assertThat(embeddings.usage()).isEqualTo(Usage.counted(8, 0));
            assertThat(embeddings.servedModel()).isEqualTo("bert");
            assertThat(
                            catchThrowableOfType(
                                            BackendException.class,
                                            () ->
                                                    backend.generate(
                                                            InferenceRequest.chat("q", "bert", "a"),
                                                            "bert",
                                                            new RecordingSink()))
                                    .fault()
                                    .kind())
                    .isEqualTo(FaultKind.UNSUPPORTED);
        }
    }

    /// More than one call to the worker takes.
    @Test
    void manyTextsKeepTheirOrder() throws Exception {
        Path file = MiniatureEncoder.NOMIC_BERT.write(folder.resolve("nomic.gguf"));
        String[] texts = new String[150];
        Arrays.setAll(texts, i -> i % 2 == 0 ? "the cat" : "the dog sat");
        try (Backend backend = create(file, Map.of())) {
            Embeddings embeddings =
                    backend.embed(EmbeddingRequest.of("e", "nomic", texts), "nomic");

            assertThat(embeddings.vectors()).hasSize(150);
            assertThat(embeddings.usage()).isEqualTo(Usage.counted(75 * 4 + 75 * 5, 0));
            assertThat(embeddings.vectors().get(149))
                    .containsExactly(embeddings.vectors().get(1), within(1e-5f));
            assertThat(embeddings.vectors().get(148)).isNotEqualTo(embeddings.vectors().get(149));
        }
    }

    @Test
    void aModelThatGeneratesEmbedsIfTheSettingSaysSo() throws Exception {
        var request = EmbeddingRequest.of("e", "m", "the cat");
        try (Backend usual = create(DemoModel.EDGE, Map.of("model", "m"));
                Backend both = create(DemoModel.EDGE, Map.of("model", "m", "embeddings", "true"))) {
            assertThat(both.models().getFirst().abilities())
                    .contains(Ability.CHAT, Ability.EMBEDDINGS);
            assertThat(both.embed(request, "m").dimensions()).isEqualTo(96);
            assertThat(
                            catchThrowableOfType(
                                            BackendException.class, () -> usual.embed(request, "m"))
                                    .fault())
                    .isEqualTo(
                            Fault.of(
                                    FaultKind.UNSUPPORTED,
                                    "the model is not set up to embed texts; the setting"
                                            + " embeddings does it"));
        }
    }

    @Test
    void aTextThatDoesNotFitIsAFaultWithBothNumbers() {
        Path file = MiniatureEncoder.BERT.write(folder.resolve("bert.gguf"));
        try (Backend backend = create(file, Map.of("context-tokens", "32"))) {
            var request = EmbeddingRequest.of("e", "bert", "a ".repeat(31));

            assertThat(
                            catchThrowableOfType(
                                            BackendException.class,
                                            () -> backend.embed(request, "bert"))
                                    .fault())
                    .isEqualTo(
                            Fault.of(
                                    FaultKind.CONTEXT_EXCEEDED,
                                    "the text has 33 tokens, the context holds 32"));
        }
    }

    @Test
    void aModelThatRanksDoesNotStart() {
        Path file = MiniatureEncoder.RANKING_BERT.write(folder.resolve("rank.gguf"));

        assertThatThrownBy(() -> create(file, Map.of()))
                .isInstanceOf(BackendStartException.class)
                .hasMessage(file + ": a model that ranks texts, which is of no use here");
    }

    @Test
    void anAdapterOfAnotherKindDoesNotStart() {
        Map<String, Object> metadata = MiniatureAdapter.metadata();
        metadata.put("general.architecture", "qwen3");
        Path adapter = MiniatureAdapter.write(folder.resolve("adapter.gguf"), metadata, 192);

        assertThatThrownBy(() -> create(DemoModel.EDGE, Map.of("lora", adapter + "=0.5")))
                .isInstanceOf(BackendStartException.class)
                .hasMessage(
                        adapter
                                + ": an adapter for qwen3 models, and the model's architecture is"
                                + " llama");
    }

    @Test
    void layersForAGpuNeedOne() {
        assertThatThrownBy(() -> create(DemoModel.EDGE, Map.of("gpu-layers", "1")))
                .isInstanceOf(BackendStartException.class)
                .hasMessageStartingWith(
                        "gpu-layers is above 0, but there is no GPU that llama.cpp can use: found"
                                + " [CPU]");
    }

    @Test
    void weightsThatAreReadOrLockedAnswerAsMappedOnesDo() throws Exception {
        String mapped = answer(Map.of());

        assertThat(answer(Map.of("mmap", "false"))).isEqualTo(mapped);
        assertThat(answer(Map.of("mlock", "true"))).isEqualTo(mapped);
        assertThat(answer(Map.of("mmap", "false", "mlock", "true", "repack", "false")))
                .isNotEmpty();
    }

    private static String answer(Map<String, String> settings) throws Exception {
        var sink = new RecordingSink();
        try (Backend backend = create(DemoModel.EDGE, settings)) {
            backend.generate(
                    InferenceRequest.chat("q", "auto", "What is the capital of France?"),
                    "edge-Q8_0",
                    sink);
        }
        return sink.text();
    }

    private static Backend create(Path file, Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("file", file.toString());
        var provider = new LlamaBackendProvider();
        return provider.create("local", Settings.of(provider.settings(), values), Ticker.system());
    }
}
