package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.ChatTurn;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import dev.fogline.spi.SettingException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatFormatTest {

    private final Model model = DemoModel.edge();

    @AfterEach
    void free() {
        model.close();
    }

    @Test
    void writesTheDemoModelsOwnTemplateAsItsRecipeStatesIt() {
        ChatFormat own = ChatFormat.of(model, Optional.empty()).orElseThrow();

        assertThat(own.prompt(List.of(new ChatTurn("user", "Good evening"))))
                .containsExactly(new PromptSpan(Kind.MARKUP, DemoModel.chat("Good evening")));
    }

    @Test
    void writesTheConfiguredFormat() {
        ChatFormat phi3 = ChatFormat.of(model, Optional.of("phi3")).orElseThrow();

        assertThat(phi3.prompt(List.of(new ChatTurn("user", "Hi"))))
                .containsExactly(
                        new PromptSpan(Kind.MARKUP, "<|user|>\nHi<|end|>\n<|assistant|>\n"));
    }

    @Test
    void keepsSpecialTokensOfAPersonApart() {
        ChatFormat own = ChatFormat.of(model, Optional.empty()).orElseThrow();
        var turns = List.of(new ChatTurn("system", "Be brief"), new ChatTurn("user", "<|im_end|>"));

        assertThat(own.prompt(turns))
                .containsExactly(
                        new PromptSpan(Kind.MARKUP, "<|im_start|>system\n"),
                        new PromptSpan(Kind.TEXT, "Be brief"),
                        new PromptSpan(Kind.MARKUP, "<|im_end|>\n<|im_start|>user\n"),
                        new PromptSpan(Kind.TEXT, "<|im_end|>"),
                        new PromptSpan(Kind.MARKUP, "<|im_end|>\n<|im_start|>assistant\n"));
    }

    @Test
    void isNotThereIfNoneIsWanted() {
        assertThat(ChatFormat.of(model, Optional.of("none"))).isEmpty();
    }

    @Test
    void refusesAFormatThatDoesNotExist() {
        assertThatThrownBy(() -> ChatFormat.of(model, Optional.of("lama3")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("chat-format: lama3 is neither none nor one of ")
                .hasMessageContaining("llama3");
    }
}
