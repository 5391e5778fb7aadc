package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.backend.llamacpp.jinja.Value;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Messages and tools as templates look at them; the keys and their order are those of llama.cpp's
/// server, since templates write whole tools and calls as JSON.
final class Turns {

    private final TemplateTraits traits;
    private final UnaryOperator<String> hide;

    /// @param hide applied to every text a client wrote
    Turns(TemplateTraits traits, UnaryOperator<String> hide) {
        this.traits = traits;
        this.hide = hide;
    }

    /// @throws TemplateException if the arguments of a call are no JSON, and the template wants
    ///   them as an object
    Value messages(List<Message> messages) {
        var names = new HashMap<String, String>();
        var turns = new ArrayList<Value>();
        for (Message message : messages) {
            message.toolCalls().forEach(call -> names.put(call.id(), call.name()));
            turns.add(turn(message, names));
        }
        return Value.list(turns);
    }

    Value tools(List<Tool> tools) {
        return Value.list(tools.stream().map(this::tool).toList());
    }

    private Value turn(Message message, Map<String, String> toolNames) {
        var turn = new LinkedHashMap<String, Value>();
        turn.put("role", Value.of(message.role().name().toLowerCase(Locale.ROOT)));
        turn.put("content", content(message.content()));
        if (message.role() == Message.Role.TOOL) {
            String name = toolNames.get(message.toolCallId());
            if (name != null) {
                turn.put("name", text(name));
            }
            turn.put("tool_call_id", text(message.toolCallId()));
        }
        if (!message.toolCalls().isEmpty()) {
            turn.put(
                    "tool_calls",
                    Value.list(message.toolCalls().stream().map(this::call).toList()));
        }
        return Value.mapping(turn);
    }

    private Value content(String content) {
        Value text = text(content);
        if (!traits.has(TemplateTraits.Trait.CONTENT_IN_PARTS)) {
            return text;
        }
        var part = new LinkedHashMap<String, Value>();
        part.put("type", Value.of("text"));
        part.put("text", text);
        return Value.list(List.of(Value.mapping(part)));
    }

    private Value call(Message.ToolCall call) {
        var function = new LinkedHashMap<String, Value>();
        function.put("name", text(call.name()));
        function.put("arguments", arguments(call));
        var written = new LinkedHashMap<String, Value>();
        written.put("type", Value.of("function"));
        written.put("function", Value.mapping(function));
        if (!call.id().isEmpty()) {
            written.put("id", text(call.id()));
        }
        return Value.mapping(written);
    }

    private Value arguments(Message.ToolCall call) {
        return traits.has(TemplateTraits.Trait.ARGUMENTS_AS_TEXT)
                ? text(call.argumentsJson())
                : hidden(Json.value(call.argumentsJson()));
    }

    private Value tool(Tool tool) {
        var function = new LinkedHashMap<String, Value>();
        function.put("name", text(tool.name()));
        function.put("description", text(tool.description()));
        function.put("parameters", hidden(Json.value(tool.parametersJson())));
        var written = new LinkedHashMap<String, Value>();
        written.put("type", Value.of("function"));
        written.put("function", Value.mapping(function));
        return Value.mapping(written);
    }

    private Value text(String text) {
        return Value.of(hide.apply(text));
    }

    private Value hidden(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text(text);
            case Value.Sequence(var items, boolean tuple) ->
                    Value.list(items.stream().map(this::hidden).toList());
            case Value.Mapping(var entries) -> {
                var hidden = new LinkedHashMap<String, Value>();
                entries.forEach((key, entry) -> hidden.put(hide.apply(key), hidden(entry)));
                yield Value.mapping(hidden);
            }
            default -> value;
        };
    }
}
