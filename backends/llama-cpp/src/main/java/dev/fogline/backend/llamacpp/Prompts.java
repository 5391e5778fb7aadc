package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.ChatTurn;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.chat.ChatFormat;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From the input of a request to the prompt of a generation. Thread-safe.
final class Prompts {

    private final Optional<ChatFormat> format;

    Prompts(Optional<ChatFormat> format) {
        this.format = format;
    }

    /// @throws BackendException if this model cannot be asked that
    Prompt of(Input input) throws BackendException {
        return switch (input) {
            case Input.Completion(String text) -> Prompt.Text.markup(text);
            case Input.Chat chat -> new Prompt.Text(conversation(chat));
        };
    }

    private List<PromptSpan> conversation(Input.Chat chat) throws BackendException {
        if (format.isEmpty()) {
            throw unsupported("the model has no chat template; the setting chat-format names one");
        }
        if (!chat.tools().isEmpty() && !chat.toolChoice().equals("none")) {
            throw unsupported("the model cannot call tools here");
        }
        var turns = new ArrayList<ChatTurn>();
        for (Message message : chat.messages()) {
            if (message.role() == Message.Role.TOOL || !message.toolCalls().isEmpty()) {
                throw unsupported("the model cannot read tool calls here");
            }
            turns.add(
                    new ChatTurn(
                            message.role().name().toLowerCase(Locale.ROOT), message.content()));
        }
        return format.get().prompt(turns);
    }

    private static BackendException unsupported(String why) {
        return BackendException.of(FaultKind.UNSUPPORTED, why);
    }
}
