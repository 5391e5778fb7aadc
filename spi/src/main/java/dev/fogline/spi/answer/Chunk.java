package dev.fogline.spi.answer;

import java.util.List;

/// A piece of an answer, in the order of generation.
///
/// @param text complete characters only, may be empty
/// @param reasoning text of the model's thinking, which is not part of the answer; usually empty
/// @param toolCalls parts of tool calls, usually none
/// @param probabilities one entry per token of this piece, in order, where asked for; else empty
public record Chunk(
        String text,
        String reasoning,
        List<ToolCallPart> toolCalls,
        List<TokenProbability> probabilities) {

    public Chunk {
        toolCalls = List.copyOf(toolCalls);
        probabilities = List.copyOf(probabilities);
    }

    /// A piece of text and nothing else.
    public static Chunk of(String text) {
        return new Chunk(text, "", List.of(), List.of());
    }

    /// The same with fewer alternatives at each place, or without any probabilities.
    ///
    /// @param topProbabilities as [dev.fogline.spi.request.Sampling] has it
    public Chunk reporting(int topProbabilities) {
        return new Chunk(
                text,
                reasoning,
                toolCalls,
                topProbabilities < 0
                        ? List.of()
                        : probabilities.stream()
                                .map(token -> token.reporting(topProbabilities))
                                .toList());
    }

    /// Whether the client sees anything of it: keep-alives and role announcements are no content.
    public boolean hasContent() {
        return !text.isEmpty() || !reasoning.isEmpty() || !toolCalls.isEmpty();
    }

    /// How much of it was generated, in UTF-16 units; ids of calls are not.
    public int characters() {
        int characters = text.length() + reasoning.length();
        for (ToolCallPart part : toolCalls) {
            characters += part.name().length() + part.argumentsJson().length();
        }
        return characters;
    }

    /// A part of a tool call; parts of one index belong together and are joined in order.
    ///
    /// @param index which call of this answer, from 0
    /// @param id set in the first part, else empty
    /// @param name set in the first part, else empty
    /// @param argumentsJson the next characters of the arguments
    public record ToolCallPart(int index, String id, String name, String argumentsJson) {}
}
