package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.answer.Usage;
import java.util.List;

/// Answers of `/v1/completions`, the older of the two endpoints.
final class CompletionWire implements Wire {

    @Override
    public ObjectNode piece(Head head, Chunk chunk, boolean first) {
        ObjectNode document = document(head);
        putChoice(document, chunk.text(), chunk.probabilities()).putNull("finish_reason");
        return document;
    }

    @Override
    public ObjectNode end(Head head, Answer answer) {
        ObjectNode document = document(head);
        putChoice(document, "", List.of()).put("finish_reason", finish(answer));
        return document;
    }

    @Override
    public ObjectNode whole(Head head, List<Chunk> chunks, Answer answer) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.text()));
        List<TokenProbability> probabilities =
                chunks.stream().flatMap(chunk -> chunk.probabilities().stream()).toList();
        ObjectNode document = document(head);
        putChoice(document, text.toString(), probabilities).put("finish_reason", finish(answer));
        Wire.putUsage(document, answer.usage());
        return document;
    }

    @Override
    public ObjectNode usageOnly(Head head, Usage usage) {
        ObjectNode document = document(head);
        document.putArray("choices");
        Wire.putUsage(document, usage);
        return document;
    }

    /// This endpoint has no tools, so its clients do not know that word.
    private static String finish(Answer answer) {
        return switch (answer.finish()) {
            case STOP, TOOL_CALLS -> "stop";
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    private static ObjectNode document(Head head) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "cmpl-" + head.id())
                .put("object", "text_completion")
                .put("created", head.epochSeconds())
                .put("model", head.model());
    }

    private static ObjectNode putChoice(
            ObjectNode document, String text, List<TokenProbability> probabilities) {
        ObjectNode choice =
                document.putArray("choices").addObject().put("index", 0).put("text", text);
        if (probabilities.isEmpty()) {
            choice.putNull("logprobs");
        } else {
            putProbabilities(choice.putObject("logprobs"), probabilities);
        }
        return choice;
    }

    private static void putProbabilities(
            ObjectNode logprobs, List<TokenProbability> probabilities) {
        ArrayNode tokens = logprobs.putArray("tokens");
        ArrayNode values = logprobs.putArray("token_logprobs");
        ArrayNode tops = logprobs.putArray("top_logprobs");
        ArrayNode offsets = logprobs.putArray("text_offset");
        int offset = 0;
        for (TokenProbability token : probabilities) {
            tokens.add(token.token());
            values.add(token.logProbability());
            ObjectNode top = tops.addObject();
            token.alternatives().forEach(other -> top.put(other.token(), other.logProbability()));
            offsets.add(offset);
            offset += token.token().length();
        }
    }
}
