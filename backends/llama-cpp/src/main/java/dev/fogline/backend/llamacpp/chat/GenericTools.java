package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.Role;
import dev.fogline.spi.request.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Tools for models whose template knows none: they are told of in the system message, and calls
/// and results are ordinary texts, in the words of [ToolDialect#HERMES].
final class GenericTools {

    private GenericTools() {}

    /// The conversation with the tools in its system message.
    static List<Message> offered(List<Message> messages, List<Tool> tools) {
        String offer =
                """
                You can call tools. These are the tools, each a JSON object with its name, description and parameters:
                %s

                To call a tool, write for each call a JSON object with its name and arguments, like this:
                <tool_call>
                {"name": "tool name", "arguments": {"parameter": "value"}}
                </tool_call>
                The result comes in the next message. If no tool is of use, answer as usual."""
                        .formatted(
                                tools.stream()
                                        .map(GenericTools::line)
                                        .collect(Collectors.joining("\n")));
        var offered = new ArrayList<>(messages);
        boolean system = messages.getFirst().role() == Role.SYSTEM;
        String rules = system ? messages.getFirst().content() + "\n\n" + offer : offer;
        if (system) {
            offered.removeFirst();
        }
        offered.addFirst(turn(Role.SYSTEM, rules));
        return offered;
    }

    /// The conversation with calls and results as texts; neighbours of one role become one turn.
    static List<Message> written(List<Message> messages) {
        var written = new ArrayList<Message>();
        for (Message message : messages) {
            Message next = written(message);
            if (!written.isEmpty()
                    && written.getLast().role() == next.role()
                    && next.role() != Role.SYSTEM) {
                String both = written.removeLast().content() + "\n" + next.content();
                written.add(turn(next.role(), both));
            } else {
                written.add(next);
            }
        }
        return written;
    }

    /// The conversation with the rules of its first message in the turn behind it, as llama.cpp
    /// does for templates without a system role.
    static List<Message> withoutSystem(List<Message> messages) {
        if (messages.getFirst().role() != Role.SYSTEM) {
            return messages;
        }
        if (messages.size() == 1) {
            return List.of(Message.user(messages.getFirst().content()));
        }
        var merged = new ArrayList<>(messages.subList(2, messages.size()));
        Message second = messages.get(1);
        merged.addFirst(
                new Message(
                        second.role(),
                        messages.getFirst().content() + "\n" + second.content(),
                        second.toolCalls(),
                        second.toolCallId()));
        return merged;
    }

    private static Message written(Message message) {
        if (message.role() == Role.TOOL) {
            return Message.user("<tool_response>\n" + message.content() + "\n</tool_response>");
        }
        if (message.toolCalls().isEmpty()) {
            return message;
        }
        String calls =
                message.toolCalls().stream()
                        .map(
                                call ->
                                        "<tool_call>\n{\"name\": "
                                                + Json.quoted(call.name())
                                                + ", \"arguments\": "
                                                + call.argumentsJson()
                                                + "}\n</tool_call>")
                        .collect(Collectors.joining("\n"));
        String content = message.content();
        return turn(Role.ASSISTANT, content.isEmpty() ? calls : content + "\n" + calls);
    }

    private static String line(Tool tool) {
        return "{\"name\": "
                + Json.quoted(tool.name())
                + ", \"description\": "
                + Json.quoted(tool.description())
                + ", \"parameters\": "
                + tool.parametersJson()
                + "}";
    }

    private static Message turn(Role role, String content) {
        return new Message(role, content, List.of(), "");
    }
}
