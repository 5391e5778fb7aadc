package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.chat.AnswerReading;
import dev.fogline.backend.llamacpp.chat.ChatPrompt;
import dev.fogline.backend.llamacpp.chat.ChatTemplate;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Input;
import java.util.Optional;

/// From the input of a request to the prompt of a generation. Thread-safe.
final class Prompts {

    private final Optional<ChatTemplate> template;

    Prompts(Optional<ChatTemplate> template) {
        this.template = template;
    }

    /// @throws BackendException if this model cannot be asked that
    ChatPrompt of(Input input) throws BackendException {
        return switch (input) {
            case Input.Completion(String text) ->
                    new ChatPrompt(
                            Prompt.Text.markup(text), Optional.empty(), false, AnswerReading.PLAIN);
            case Input.Chat chat -> conversation(chat);
            case Input.Begun begun -> conversation(begun.chat()).begun(begun.beginning());
        };
    }

    private ChatPrompt conversation(Input.Chat chat) throws BackendException {
        if (template.isEmpty()) {
            throw BackendException.of(
                    FaultKind.UNSUPPORTED,
                    "the model has no chat template; the setting chat-template names the file of"
                            + " one");
        }
        return template.get().prompt(chat);
    }
}
