package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.answer.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers of `/v1/chat/completions`.
final class ChatWire implements Wire {

    @Override
    public ObjectNode piece(Head head, Chunk chunk, boolean first) {
        ObjectNode document = document(head, "chat.completion.chunk");
        ObjectNode choice = choice(document);
        ObjectNode delta = choice.putObject("delta");
        if (first) {
            delta.put("role", "assistant");
        }
        if (!chunk.text().isEmpty() || (first && chunk.toolCalls().isEmpty())) {
            delta.put("content", chunk.text());
        }
        if (!chunk.reasoning().isEmpty()) {
            delta.put("reasoning_content", chunk.reasoning());
        }
        putParts(delta, chunk.toolCalls());
        putProbabilities(choice, chunk.probabilities());
        choice.putNull("finish_reason");
        return document;
    }

    @Override
    public ObjectNode end(Head head, Answer answer) {
        ObjectNode document = document(head, "chat.completion.chunk");
        ObjectNode choice = choice(document);
        choice.putObject("delta");
        choice.putNull("logprobs");
        choice.put("finish_reason", Wire.word(answer.finish()));
        return document;
    }

    @Override
    public ObjectNode whole(Head head, List<Chunk> chunks, Answer answer) {
        var text = new StringBuilder();
        var reasoning = new StringBuilder();
        var calls = new ToolCalls();
        chunks.forEach(
                chunk -> {
                    text.append(chunk.text());
                    reasoning.append(chunk.reasoning());
                    chunk.toolCalls().forEach(calls::add);
                });
        ObjectNode document = document(head, "chat.completion");
        ObjectNode choice = choice(document);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (text.isEmpty() && !calls.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text.toString());
        }
        message.putNull("refusal");
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls.json());
        }
        putProbabilities(
                choice, chunks.stream().flatMap(chunk -> chunk.probabilities().stream()).toList());
        choice.put("finish_reason", Wire.word(answer.finish()));
        Wire.putUsage(document, answer.usage());
        return document;
    }

    @Override
    public ObjectNode usageOnly(Head head, Usage usage) {
        ObjectNode document = document(head, "chat.completion.chunk");
        document.putArray("choices");
        Wire.putUsage(document, usage);
        return document;
    }

    private static ObjectNode document(Head head, String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-" + head.id())
                .put("object", kind)
                .put("created", head.epochSeconds())
                .put("model", head.model());
    }

    private static ObjectNode choice(ObjectNode document) {
        return document.putArray("choices").addObject().put("index", 0);
    }

    private static void putParts(ObjectNode delta, List<Chunk.ToolCallPart> parts) {
        if (parts.isEmpty()) {
            return;
        }
        ArrayNode calls = delta.putArray("tool_calls");
        for (Chunk.ToolCallPart part : parts) {
            ObjectNode call = calls.addObject().put("index", part.index());
            if (!part.id().isEmpty()) {
                call.put("id", part.id()).put("type", "function");
            }
            ObjectNode function = call.putObject("function");
            if (!part.name().isEmpty()) {
                function.put("name", part.name());
            }
            function.put("arguments", part.argumentsJson());
        }
    }

    private static void putProbabilities(ObjectNode choice, List<TokenProbability> probabilities) {
        if (probabilities.isEmpty()) {
            choice.putNull("logprobs");
            return;
        }
        ObjectNode logprobs = choice.putObject("logprobs");
        ArrayNode content = logprobs.putArray("content");
        logprobs.putNull("refusal");
        for (TokenProbability token : probabilities) {
            ArrayNode alternatives = putToken(content.addObject(), token).putArray("top_logprobs");
            token.alternatives()
                    .forEach(alternative -> putToken(alternatives.addObject(), alternative));
        }
    }

    private static ObjectNode putToken(ObjectNode node, TokenProbability token) {
        node.put("token", token.token()).put("logprob", token.logProbability());
        ArrayNode bytes = node.putArray("bytes");
        for (byte octet : token.token().getBytes(StandardCharsets.UTF_8)) {
            bytes.add(octet & 0xff);
        }
        return node;
    }
}
