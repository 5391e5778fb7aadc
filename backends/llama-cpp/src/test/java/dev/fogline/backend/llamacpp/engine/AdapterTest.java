package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.models.MiniatureAdapter;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterTest {

    @TempDir private Path folder;
    private Path adapter;

    @BeforeEach
    void write() {
        adapter = MiniatureAdapter.write(folder.resolve("adapter.gguf"));
    }

    @Test
    void changesGreedyAnswersAtScaleOneAndNotAtScaleZero() throws Exception {
        String without = answer();

        assertThat(answer(new Adapter(adapter, 0))).isEqualTo(without);
        assertThat(answer(new Adapter(adapter, 1))).isNotEqualTo(without);
    }

    @Test
    void scalesAddUp() throws Exception {
        var half = new Adapter(adapter, 0.5f);
        var copy = Files.copy(adapter, folder.resolve("copy.gguf"));

        assertThat(answer(half, new Adapter(copy, 0.5f)))
                .isEqualTo(answer(new Adapter(adapter, 1)));
    }

    @Test
    void saysWhyAFileIsNoAdapterForThisModel() throws IOException {
        assertThatThrownBy(() -> answer(new Adapter(DemoModel.CLOUD, 1)))
                .isInstanceOf(LlamaException.class)
                .hasMessage(
                        DemoModel.CLOUD
                                + ": no LoRA adapter: general.type is missing, not adapter");
        Path missing = folder.resolve("none.gguf");
        assertThatThrownBy(() -> answer(new Adapter(missing, 1)))
                .hasMessage(missing + ": no such file");
        byte[] bytes = Files.readAllBytes(adapter);
        Path cut = folder.resolve("cut.gguf");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> answer(new Adapter(cut, 1)))
                .hasMessage(
                        cut
                                + ": cut off after "
                                + (bytes.length - 1)
                                + " bytes: the data of tensor blk.1.ffn_down.weight.lora_b is not"
                                + " all there");
    }

    @Test
    void saysForWhichModelsItIs() {
        Path other = changed("other.gguf", "general.architecture", "qwen3");
        assertThatThrownBy(() -> answer(new Adapter(other, 1)))
                .hasMessage(
                        other
                                + ": an adapter for qwen3 models, and the model's architecture is"
                                + " llama");
        Path vector = changed("vector.gguf", "adapter.type", "control");
        assertThatThrownBy(() -> answer(new Adapter(vector, 1)))
                .hasMessage(vector + ": no LoRA adapter: adapter.type is control, not lora");
    }

    @Test
    void oneOfOtherShapesIsRefused() {
        Path wide =
                MiniatureAdapter.write(folder.resolve("w.gguf"), MiniatureAdapter.metadata(), 64);

        assertThatThrownBy(() -> answer(new Adapter(wide, 1)))
                .isInstanceOf(LlamaException.class)
                .hasMessageStartingWith(wide + " cannot be added: ");
    }

    private Path changed(String name, String key, String value) {
        Map<String, Object> metadata = MiniatureAdapter.metadata();
        metadata.put(key, value);
        return MiniatureAdapter.write(folder.resolve(name), metadata, 192);
    }

    private static String answer(Adapter... adapters) throws InterruptedException {
        EngineOptions plain = DemoModel.options(DemoModel.EDGE, 1, 0);
        var options =
                new EngineOptions(
                        plain.file(),
                        plain.loading(),
                        plain.contextTokens(),
                        plain.slots(),
                        plain.batchTokens(),
                        plain.threads(),
                        plain.queue(),
                        plain.attention(),
                        List.of(adapters),
                        plain.uses());
        var sink = new RecordingSink();
        try (Engine engine = Engine.open(DemoModel.LIBRARY, options, System::nanoTime, () -> {})) {
            var prompt = Prompt.Text.markup(DemoModel.chat("What is the capital of France?"));
            DemoModel.stream(engine, Generation.of(prompt, 32, Sampling.GREEDY, 0)).drainTo(sink);
        } catch (BackendException unexpected) {
            throw new AssertionError(unexpected);
        }
        return sink.text();
    }
}
