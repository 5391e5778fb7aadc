package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Provider;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.SettingException;
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
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revision")
                    .containsExactly(
                            new ServedModel(
                                    "edge-Q8_0",
                                    512,
                                    Set.of(
                                            Ability.CHAT,
                                            Ability.COMPLETION,
                                            Ability.JSON,
                                            Ability.GRAMMAR,
                                            Ability.PROBABILITIES,
                                            Ability.CONTINUATION)));
        }
    }

    @Test
    void servesNoChatIfNoneIsWanted() {
        try (Backend backend =
                create(DemoModel.EDGE, Map.of("chat-template", "none", "model", "plain"))) {
            assertThat(backend.models())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revision")
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
    void refusesATemplateThatIsNone() throws IOException {
        Path file = patched("{% if add_generation_prompt", "{% xx add_generation_prompt");

        assertThatThrownBy(() -> create(file, Map.of()))
                .isInstanceOf(BackendStartException.class)
                .hasMessage(
                        "the model's chat template cannot be used, line 3: the statement 'xx' is"
                                + " unknown; set chat-template to the file of one that can, or to"
                                + " none for plain completions");
    }

    @Test
    void takesTheConfiguredTemplateInPlaceOfTheModels() {
        Path template = Path.of("src/test/resources/templates/qwen2.5.jinja");
        try (Backend backend =
                create(DemoModel.EDGE, Map.of("chat-template", template.toString()))) {
            assertThat(backend.models().getFirst().abilities())
                    .contains(Ability.CHAT, Ability.TOOLS);
        }
    }

    @Test
    void refusesATemplateFileThatIsNotThere() {
        assertThatThrownBy(() -> create(DemoModel.EDGE, Map.of("chat-template", "nowhere.jinja")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("nowhere.jinja is neither none nor a file to read");
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
