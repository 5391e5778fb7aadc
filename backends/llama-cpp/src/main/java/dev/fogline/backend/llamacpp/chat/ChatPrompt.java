package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.engine.Prompt;
import java.util.Optional;

/// A conversation as a model wants it, and how its answer is to be read.
///
/// @param text up to where the answer begins
/// @param grammar that keeps tool calls valid; empty if none are possible
/// @param specialTexts whether special tokens must be part of the answer's text to be read
/// @param reading of the answer
public record ChatPrompt(
        Prompt.Text text, Optional<Grammar> grammar, boolean specialTexts, AnswerReading reading) {}
