package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.engine.Prompt;
import java.util.ArrayList;
import java.util.Optional;

/// A conversation as a model wants it, and how its answer is to be read.
///
/// @param text up to where the answer begins
/// @param grammar that keeps tool calls valid; empty if none are possible
/// @param specialTexts whether special tokens must be part of the answer's text to be read
/// @param reading of the answer
public record ChatPrompt(
        Prompt.Text text, Optional<Grammar> grammar, boolean specialTexts, AnswerReading reading) {

    /// The same conversation with an answer whose beginning exists; the model goes on within its
    /// text, behind its thinking if the prompt opens that. What looks like a special token in the
    /// beginning is text.
    ///
    /// @param beginning as the client has it
    public ChatPrompt begun(String beginning) {
        var spans = new ArrayList<>(text.spans());
        reading.thinking
                .filter(thinking -> reading.beginsThinking)
                .map(thinking -> "\n" + thinking.end() + "\n\n")
                .ifPresent(end -> spans.add(new PromptSpan(PromptSpan.Kind.MARKUP, end)));
        spans.add(new PromptSpan(PromptSpan.Kind.TEXT, beginning));
        return new ChatPrompt(
                new Prompt.Text(spans), Optional.empty(), false, reading.withinText());
    }
}
