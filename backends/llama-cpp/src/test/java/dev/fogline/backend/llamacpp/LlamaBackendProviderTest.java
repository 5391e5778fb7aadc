package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Provider;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.tck.ProviderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaBackendProviderTest extends ProviderContract {

    @TempDir private Path folder;

    @Override
    protected Provider provider() {
        return new LlamaBackendProvider();
    }

    @Test
    void isProvidedByTheModule() {
        assertThat(LlamaBackendProvider.class.getModule().getDescriptor().provides())
                .singleElement()
                .satisfies(
                        provided -> {
                            assertThat(provided.service())
                                    .isEqualTo(BackendProvider.class.getName());
                            assertThat(provided.providers())
                                    .containsExactly(LlamaBackendProvider.class.getName());
                        });
    }

    @Test
    void servesTheFileUnderItsName() {
        try (Backend backend = create(DemoModel.EDGE, Map.of())) {
            assertThat(backend.models())
                    .containsExactly(
                            new ServedModel(
                                    "edge-Q8_0",
                                    512,
                                    Set.of(
                                            Ability.CHAT,
                                            Ability.COMPLETION,
                                            Ability.JSON,
                                            Ability.GRAMMAR,
                                            Ability.PROBABILITIES)));
        }
    }

    @Test
    void servesNoChatIfNoneIsWanted() {
        try (Backend backend =
                create(DemoModel.EDGE, Map.of("chat-format", "none", "model", "plain"))) {
            assertThat(backend.models())
                    .containsExactly(
                            new ServedModel(
                                    "plain",
                                    512,
                                    Set.of(
                                            Ability.COMPLETION,
                                            Ability.JSON,
                                            Ability.GRAMMAR,
                                            Ability.PROBABILITIES)));
        }
    }

    @Test
    void servesNoChatForAModelWithoutATemplate() throws IOException {
        Path file = patched("tokenizer.chat_template", "tokenizer.chat_tempxxxx");
        try (Backend backend = create(file, Map.of())) {
            assertThat(backend.models().getFirst().abilities()).doesNotContain(Ability.CHAT);
        }
    }

    @Test
    void refusesATemplateThatLlamaMistakesForAnother() throws IOException {
        Path file = patched("'<|im_end|>'", "'<|im_fin|>'");

        assertThatThrownBy(() -> create(file, Map.of()))
                .isInstanceOf(BackendStartException.class)
                .hasMessage(
                        "the model's chat template cannot be used, llama.cpp takes it for a format"
                                + " that does not fit: it would write"
                                + " '<|im_end|>\\n<|im_start|>user\\n', which the template has no"
                                + " texts for; set chat-format to the built-in format the model was"
                                + " trained on, or to none for plain completions");
    }

    @Test
    void refusesATemplateThatLlamaDoesNotKnow() throws IOException {
        Path file = patched("'<|im_start|>' +", "'<|my_start|>' +");
        Path both = patched(file, "'<|im_start|>assistant", "'<|my_start|>assistant");

        assertThatThrownBy(() -> create(both, Map.of()))
                .isInstanceOf(BackendStartException.class)
                .hasMessageContaining("llama.cpp does not know it");
    }

    @Test
    void takesTheConfiguredFormatInPlaceOfAnUnusableTemplate() throws IOException {
        Path file = patched("'<|im_end|>'", "'<|im_fin|>'");
        try (Backend backend = create(file, Map.of("chat-format", "chatml"))) {
            assertThat(backend.models().getFirst().abilities()).contains(Ability.CHAT);
        }
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Path file = Files.write(folder.resolve("model.gguf"), new byte[10]);

        assertThatThrownBy(() -> create(file, Map.of()))
                .isInstanceOf(BackendStartException.class)
                .hasMessage(file + ": not a GGUF file");
    }

    private static Backend create(Path file, Map<String, String> more) {
        var configured = new HashMap<>(more);
        configured.put("file", file.toString());
        return new LlamaBackendProvider()
                .create("edge", Settings.of(LlamaSettings.KNOWN, configured), Ticker.system());
    }

    private Path patched(String from, String to) throws IOException {
        return patched(DemoModel.EDGE, from, to);
    }

    /// The model with one text in it replaced by another of the same length.
    private Path patched(Path file, String from, String to) throws IOException {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).containsOnlyOnce(from);
        return Files.writeString(
                folder.resolve("model.gguf"),
                content.replace(from, to),
                StandardCharsets.ISO_8859_1);
    }
}
