package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.ToolCall;
import dev.fogline.spi.request.Tool;
import java.util.Locale;

/// Writes a conversation: its turns, its tools and which of them to call.
final class ChatJson {

    private ChatJson() {}

    static void write(ObjectNode body, Input.Chat chat) throws BackendException {
        ArrayNode messages = body.putArray("messages");
        chat.messages().forEach(message -> message(messages.addObject(), message));
        if (chat.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : chat.tools()) {
            tool(tools.addObject(), tool);
        }
        switch (chat.toolChoice()) {
            case "auto", "none", "required" -> body.put("tool_choice", chat.toolChoice());
            case String name ->
                    body.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", name);
        }
    }

    /// As vLLM and SGLang take it: the last turn is not closed, and no new one is opened.
    static void write(ObjectNode body, Input.Begun begun) throws BackendException {
        write(body, begun.chat());
        body.withArray("messages")
                .addObject()
                .put("role", "assistant")
                .put("content", begun.beginning());
        body.put("add_generation_prompt", false);
        body.put("continue_final_message", true);
    }

    private static void message(ObjectNode turn, Message message) {
        turn.put("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.content().isEmpty() && !message.toolCalls().isEmpty()) {
            turn.putNull("content");
        } else {
            turn.put("content", message.content());
        }
        if (!message.toolCallId().isEmpty()) {
            turn.put("tool_call_id", message.toolCallId());
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = turn.putArray("tool_calls");
            message.toolCalls().forEach(call -> call(calls.addObject(), call));
        }
    }

    private static void call(ObjectNode node, ToolCall call) {
        node.put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.argumentsJson());
    }

    private static void tool(ObjectNode node, Tool tool) throws BackendException {
        node.put("type", "function");
        ObjectNode function = node.putObject("function").put("name", tool.name());
        if (!tool.description().isEmpty()) {
            function.put("description", tool.description());
        }
        function.set(
                "parameters",
                RequestJson.parsed(tool.parametersJson(), "the parameters of a tool"));
    }
}
