package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.ChatTurn;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import dev.fogline.backend.llamacpp.chat.ChatFormat;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From the input of a request to prompt tokens. Thread-safe.
final class Prompts {

    private final Model model;
    private final Optional<ChatFormat> format;

    Prompts(Model model, Optional<ChatFormat> format) {
        this.model = model;
        this.format = format;
    }

    /// @throws BackendException if this model cannot be asked that, or never could read so much
    int[] tokens(Input input) throws BackendException {
        List<PromptSpan> prompt =
                switch (input) {
                    case Input.Completion(String text) ->
                            List.of(new PromptSpan(Kind.MARKUP, text));
                    case Input.Chat chat -> conversation(chat);
                };
        try {
            return model.tokenize(prompt);
        } catch (LlamaException tooLong) {
            throw BackendException.of(FaultKind.CONTEXT_EXCEEDED, tooLong.getMessage());
        }
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
