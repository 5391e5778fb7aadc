package dev.fogline.backend.llamacpp.chat;

import java.util.List;
import java.util.Optional;

/// What a model writes around its thinking.
///
/// @param start before it
/// @param end behind it
record Thinking(String start, String end) {

    private static final List<Thinking> KNOWN =
            List.of(
                    new Thinking("<think>", "</think>"),
                    new Thinking("<|START_THINKING|>", "<|END_THINKING|>"),
                    new Thinking("[THINK]", "[/THINK]"),
                    new Thinking("<|channel>thought", "<channel|>"),
                    new Thinking("<seed:think>", "</seed:think>"));

    /// What a template writes around the thinking of earlier turns; empty if nothing.
    static Optional<Thinking> of(String template) {
        return KNOWN.stream().filter(thinking -> template.contains(thinking.end)).findFirst();
    }

    /// Whether a prompt ends within thinking, so that the answer begins there.
    boolean open(String prompt) {
        return prompt.lastIndexOf(start) > prompt.lastIndexOf(end)
                && prompt.stripTrailing().endsWith(start);
    }
}
