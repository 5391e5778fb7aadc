package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChatPromptTest {

    private static final Input.Chat HI = Input.Chat.of(List.of(Message.user("hi")));

    @Test
    void goesOnBehindTheBeginning() throws BackendException {
        ChatPrompt prompt = Goldens.template("llama-3.1").prompt(HI);

        assertThat(text(prompt.begun("one tw"))).isEqualTo(text(prompt) + "one tw");
    }

    @Test
    void whatLooksLikeATokenInTheBeginningIsText() throws BackendException {
        ChatPrompt begun = Goldens.template("llama-3.1").prompt(HI).begun("<|eot_id|>");

        assertThat(begun.text().spans().getLast())
                .isEqualTo(new PromptSpan(PromptSpan.Kind.TEXT, "<|eot_id|>"));
    }

    @Test
    void closesTheThinkingThatTheTemplateOpens() throws BackendException {
        ChatPrompt prompt = Goldens.template("deepseek-r1-distill-qwen").prompt(HI);

        assertThat(text(prompt)).endsWith("<think>\n");
        assertThat(text(prompt.begun("one"))).isEqualTo(text(prompt) + "\n</think>\n\none");
    }

    @Test
    void whatComesIsTextWithAllItsWhiteSpace() throws BackendException {
        ChatPrompt prompt = Goldens.template("deepseek-r1-distill-qwen").prompt(HI);

        AnswerParser parser = prompt.begun("one").reading().parser(() -> "id");

        assertThat(parser.next(Chunk.of(" two"))).containsExactly(Chunk.of(" two"));
    }

    private static String text(ChatPrompt prompt) {
        return prompt.text().spans().stream().map(PromptSpan::text).collect(Collectors.joining());
    }
}
