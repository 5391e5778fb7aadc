package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.Role;
import dev.fogline.spi.request.Tool;
import java.util.List;
import java.util.stream.Collectors;

/// Messages and tools of a chat request.
final class Conversations {

    /// OpenAI's own bound on tools (API reference, "Create chat completion", 2026).
    private static final int MAX_TOOLS = 128;

    /// The body's size is the real bound.
    private static final int MAX_MESSAGES = 100_000;

    private Conversations() {}

    static Input of(Fields fields) {
        RequestParser.refuse(fields, "functions", "is not supported; use tools");
        fields.required("messages");
        List<Message> messages =
                fields.list("messages", MAX_MESSAGES).stream().map(Conversations::message).toList();
        if (messages.isEmpty()) {
            throw fields.wrong("messages", "must not be empty");
        }
        List<Tool> tools =
                fields.list("tools", MAX_TOOLS).stream().map(Conversations::tool).toList();
        return new Input.Chat(messages, tools, toolChoice(fields, tools));
    }

    private static Message message(Fields message) {
        Role role = role(message);
        List<Message.ToolCall> calls =
                role == Role.ASSISTANT
                        ? message.list("tool_calls", MAX_TOOLS).stream()
                                .map(Conversations::call)
                                .toList()
                        : List.of();
        String callId = role == Role.TOOL ? message.requiredText("tool_call_id") : "";
        boolean mayBeSilent =
                role == Role.ASSISTANT && (!calls.isEmpty() || message.find("refusal").isPresent());
        String content =
                mayBeSilent && message.find("content").isEmpty()
                        ? message.text("refusal").orElse("")
                        : content(message);
        return new Message(role, content, calls, callId);
    }

    private static Role role(Fields message) {
        return switch (message.requiredText("role")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default ->
                    throw message.wrong(
                            "role", "must be system, developer, user, assistant or tool");
        };
    }

    private static String content(Fields message) {
        JsonNode content = message.required("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw message.wrong("content", "must be text");
        }
        return message.list("content", MAX_MESSAGES).stream()
                .map(Conversations::part)
                .collect(Collectors.joining());
    }

    private static String part(Fields part) {
        return switch (part.requiredText("type")) {
            case "text" -> part.requiredText("text");
            case "refusal" -> part.requiredText("refusal");
            default ->
                    throw part.wrong(
                            "type", "must be text; images, sound and files are not supported");
        };
    }

    private static Message.ToolCall call(Fields call) {
        Fields function = Fields.of(call.name("function"), call.required("function"));
        return new Message.ToolCall(
                call.requiredText("id"),
                function.requiredText("name"),
                function.requiredText("arguments"));
    }

    private static Tool tool(Fields tool) {
        if (!tool.requiredText("type").equals("function")) {
            throw tool.wrong("type", "must be function");
        }
        Fields function = Fields.of(tool.name("function"), tool.required("function"));
        String name = function.requiredText("name");
        if (name.isBlank()) {
            throw function.wrong("name", "must not be blank");
        }
        String parameters =
                function.section("parameters")
                        .map(schema -> schema.object().toString())
                        .orElse("{}");
        return new Tool(name, function.text("description").orElse(""), parameters);
    }

    private static String toolChoice(Fields fields, List<Tool> tools) {
        var choice = fields.find("tool_choice");
        if (choice.isEmpty()) {
            return tools.isEmpty() ? "none" : "auto";
        }
        String word = choice.get().isTextual() ? choice.get().textValue() : named(fields);
        boolean known =
                List.of("auto", "none", "required").contains(word) && choice.get().isTextual();
        if (!known && tools.stream().noneMatch(tool -> tool.name().equals(word))) {
            throw fields.wrong(
                    "tool_choice", "must be auto, none, required or a function out of tools");
        }
        if (tools.isEmpty() && word.equals("required")) {
            throw fields.wrong("tool_choice", "is required, but there are no tools");
        }
        return tools.isEmpty() ? "none" : word;
    }

    private static String named(Fields fields) {
        Fields choice = Fields.of("tool_choice", fields.required("tool_choice"));
        return Fields.of("tool_choice.function", choice.required("function")).requiredText("name");
    }
}
