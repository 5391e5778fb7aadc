package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Input;
import java.util.List;
import java.util.Locale;

/// How answers of one endpoint look as JSON.
public sealed interface Wire permits ChatWire, CompletionWire {

    /// A streamed piece.
    ///
    /// @param first whether it opens the stream
    ObjectNode piece(Head head, Chunk chunk, boolean first);

    /// The streamed end: no text, the reason why it ended.
    ObjectNode end(Head head, Answer answer);

    /// A whole answer.
    ObjectNode whole(Head head, List<Chunk> chunks, Answer answer);

    /// A streamed document without choices, which carries the tokens used.
    ObjectNode usageOnly(Head head, Usage usage);

    /// What is equal in all documents of one answer.
    ///
    /// @param id of the request
    /// @param epochSeconds when it began
    /// @param model that serves it
    record Head(String id, long epochSeconds, String model) {}

    /// The way answers to an input look.
    static Wire of(Input input) {
        return switch (input) {
            case Input.Chat _, Input.Begun _ -> new ChatWire();
            case Input.Completion completion -> new CompletionWire();
        };
    }

    static String word(FinishReason finish) {
        return finish.name().toLowerCase(Locale.ROOT);
    }

    static void putUsage(ObjectNode document, Usage usage) {
        ObjectNode node = document.putObject("usage");
        node.put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.outputTokens())
                .put("total_tokens", usage.promptTokens() + usage.outputTokens());
        node.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedPromptTokens());
        node.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoningTokens());
    }
}
