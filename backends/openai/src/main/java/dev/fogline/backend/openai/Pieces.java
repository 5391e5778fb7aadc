package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import java.util.ArrayList;
import java.util.List;

/// Reads the first choice of an event or of a whole answer as a chunk.
final class Pieces {

    private Pieces() {}

    /// @param choice out of `choices`; missing where an event carries only usage
    static Chunk of(JsonNode choice) {
        JsonNode part = choice.has("delta") ? choice.path("delta") : choice.path("message");
        String text = Json.text(part, "content") + Json.text(part, "refusal");
        return new Chunk(
                text.isEmpty() ? Json.text(choice, "text") : text,
                reasoning(part),
                toolCalls(part.path("tool_calls")),
                Probabilities.of(choice.path("logprobs")));
    }

    /// DeepSeek, llama.cpp and older vLLM say `reasoning_content`; OpenRouter and newer vLLM
    /// `reasoning`, some say both.
    private static String reasoning(JsonNode part) {
        String content = Json.text(part, "reasoning_content");
        return content.isEmpty() ? Json.text(part, "reasoning") : content;
    }

    private static List<ToolCallPart> toolCalls(JsonNode calls) {
        var parts = new ArrayList<ToolCallPart>();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            var part =
                    new ToolCallPart(
                            call.path("index").asInt(parts.size()),
                            Json.text(call, "id"),
                            Json.text(function, "name"),
                            Json.text(function, "arguments"));
            if (saysSomething(part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    /// A part with an index alone is a sign of life and no content.
    private static boolean saysSomething(ToolCallPart part) {
        return !part.id().isEmpty() || !part.name().isEmpty() || !part.argumentsJson().isEmpty();
    }
}
