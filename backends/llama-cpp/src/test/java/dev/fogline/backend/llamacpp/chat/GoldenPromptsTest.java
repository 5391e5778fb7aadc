package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.Input;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every published template, with every conversation, byte for byte as llama.cpp's server has it.
class GoldenPromptsTest {

    private static final Set<String> WITH_TOOLS =
            Set.of("tools", "tools-no-system", "call-result", "two-calls");

    /// Templates that know no tools, and those whose calls are not read here: DeepSeek's
    /// distillates, Gemma 4, gpt-oss and LFM2. Models with these are told of tools in words.
    private static final Set<String> TOLD_OF_TOOLS =
            Set.of(
                    "command-r",
                    "deepseek-r1-distill-llama",
                    "deepseek-r1-distill-qwen",
                    "gemma",
                    "gemma-2",
                    "gemma-3",
                    "gemma-4",
                    "gpt-oss",
                    "lfm2",
                    "llama-3",
                    "olmo",
                    "olmo-2",
                    "phi-3",
                    "phi-3.5",
                    "qwen1.5",
                    "qwen2",
                    "smollm2",
                    "smollm3");

    @Test
    void everyTemplateWasRecorded() {
        assertThat(Goldens.templates()).hasSize(32);
        assertThat(goldens()).hasSize(320);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("goldens")
    void rendersWhatTheServerRenders(String template, String name, Optional<String> prompt) {
        TemplateProgram program = Goldens.program(template);
        Input.Chat chat = Goldens.conversation(name);

        if (prompt.isEmpty()) {
            assertThatThrownBy(() -> program.renderAsIs(chat.messages(), chat.tools()))
                    .isInstanceOfSatisfying(
                            TemplateException.class, e -> assertThat(e.raised()).isTrue());
        } else {
            assertThat(program.renderAsIs(chat.messages(), chat.tools())).isEqualTo(prompt.get());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("goldens")
    void promptsAreTheSameButForToolsToldInWords(
            String template, String name, Optional<String> prompt) throws BackendException {
        Input.Chat chat = Goldens.conversation(name);
        boolean told = TOLD_OF_TOOLS.contains(template) && WITH_TOOLS.contains(name);

        if (told) {
            assertThat(text(Goldens.template(template).prompt(chat)))
                    .contains("You can call tools.", "\"name\": \"get_weather\"");
        } else if (prompt.isPresent()) {
            assertThat(text(Goldens.template(template).prompt(chat))).isEqualTo(prompt.get());
        } else {
            assertThatThrownBy(() -> Goldens.template(template).prompt(chat))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("This model only supports single tool-calls at once!");
        }
    }

    private static String text(ChatPrompt prompt) {
        return prompt.text().spans().stream().map(PromptSpan::text).collect(Collectors.joining());
    }

    private static List<Arguments> goldens() {
        return Goldens.templates().stream().flatMap(GoldenPromptsTest::ofTemplate).toList();
    }

    private static Stream<Arguments> ofTemplate(String template) {
        return Goldens.prompts(template).entrySet().stream()
                .map(golden -> Arguments.of(template, golden.getKey(), golden.getValue()));
    }
}
