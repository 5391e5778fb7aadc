package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Input;
import java.util.List;
import java.util.Optional;

/// Reads the server's count of tokens, or guesses where it gives none.
final class Usages {

    /// "One token generally corresponds to about 4 characters of text for common English text":
    /// OpenAI, page of its tokenizer tool. Too few for other scripts.
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Usages() {}

    /// @param usage of an event; missing, null or empty in most of them
    static Optional<Usage> counted(JsonNode usage) {
        int prompt = usage.path("prompt_tokens").asInt(-1);
        int output = usage.path("completion_tokens").asInt(0);
        if (prompt < 0 || output < 0) {
            return Optional.empty();
        }
        JsonNode details = usage.path("prompt_tokens_details");
        int cached = Math.clamp(details.path("cached_tokens").asInt(0), 0, prompt);
        int written = details.path("cache_write_tokens").asInt(0); // OpenRouter's word
        int reasoning = usage.path("completion_tokens_details").path("reasoning_tokens").asInt(0);
        return Optional.of(
                new Usage(
                        prompt,
                        cached,
                        Math.clamp(written, 0, prompt - cached),
                        output,
                        Math.clamp(reasoning, 0, output),
                        Usage.Origin.COUNTED));
    }

    /// `promptTokens = ⌈characters / 4⌉`, `outputTokens = max(chunks, ⌈characters / 4⌉)`: most
    /// servers send a token a chunk, some join several. Reasoning is contained in the output and
    /// not told apart.
    static Usage estimated(Input input, int chunks, int characters) {
        int prompt = input.texts().stream().mapToInt(String::length).sum();
        return new Usage(
                Math.ceilDiv(prompt, CHARACTERS_PER_TOKEN),
                0,
                Math.max(chunks, Math.ceilDiv(characters, CHARACTERS_PER_TOKEN)),
                0,
                Usage.Origin.ESTIMATED);
    }

    /// `promptTokens = ⌈characters / 4⌉` of texts that are only read.
    static Usage estimated(List<String> texts) {
        int characters = texts.stream().mapToInt(String::length).sum();
        return new Usage(
                Math.ceilDiv(characters, CHARACTERS_PER_TOKEN), 0, 0, 0, Usage.Origin.ESTIMATED);
    }
}
