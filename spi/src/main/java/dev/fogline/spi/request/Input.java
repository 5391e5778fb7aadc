package dev.fogline.spi.request;

import java.util.List;
import java.util.stream.Stream;

/// The text of a request: a conversation to answer or to go on answering, or a text to go on with.
public sealed interface Input {

    /// Every text of this input, in order; what features are drawn from and lengths are measured
    /// on.
    List<String> texts();

    /// A conversation; the backend renders it with the model's own chat template.
    ///
    /// @param messages in order of time, at least one
    /// @param tools what the model may call, empty for none
    /// @param toolChoice `auto`, `none`, `required` or the name of one of `tools`; without tools it
    ///   is `none`
    record Chat(List<Message> messages, List<Tool> tools, String toolChoice) implements Input {
        public Chat {
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
            if (messages.isEmpty()) {
                throw new IllegalArgumentException("messages must not be empty");
            }
        }

        /// A conversation without tools.
        public static Chat of(List<Message> messages) {
            return new Chat(messages, List.of(), "none");
        }

        @Override
        public List<String> texts() {
            return messages.stream().map(Message::content).toList();
        }
    }

    /// A conversation whose answer was begun, by another model perhaps; what is wanted is the rest,
    /// beginning with the very next character. Only for models with [Ability#CONTINUATION].
    ///
    /// @param chat the conversation, without tools
    /// @param beginning of the answer, not empty; may end within a word
    record Begun(Chat chat, String beginning) implements Input {
        public Begun {
            if (beginning.isEmpty() || !chat.tools().isEmpty()) {
                throw new IllegalArgumentException(
                        "an answer is begun by its text, and not where tools may be called");
            }
        }

        @Override
        public List<String> texts() {
            return Stream.concat(chat.texts().stream(), Stream.of(beginning)).toList();
        }
    }

    /// A text to continue, given to the model as it is, without a template.
    ///
    /// @param prompt may be any text, not empty
    record Completion(String prompt) implements Input {
        public Completion {
            if (prompt.isEmpty()) {
                throw new IllegalArgumentException("prompt must not be empty");
            }
        }

        @Override
        public List<String> texts() {
            return List.of(prompt);
        }
    }
}
