package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.backend.llamacpp.jinja.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads calls from a text that begins with the opener of one. For one reading of one text.
final class CallReader {

    /// Longer names than anybody gives tools: OpenAI allows 64 characters.
    private static final int MAX_NAME = 256;

    private static final String ARGUMENTS = "[ARGS]";
    private static final Pattern CALL_ID = Pattern.compile("\\[CALL_ID](.*)");

    /// What an object that is a call begins with.
    private static final List<String> FIRST_KEYS =
            List.of("\"name\"", "\"type\"", "\"function\"", "\"tool_name\"", "\"tool_call_id\"");

    /// What was found.
    sealed interface Result {}

    /// It may become a call.
    record Incomplete() implements Result {}

    /// It is none.
    ///
    /// @param length of what is text for sure
    record NoCall(int length) implements Result {}

    /// @param length of what belongs to them
    record Calls(List<Read> calls, int length) implements Result {}

    record Read(String name, String argumentsJson, String id) {}

    private final ToolDialect dialect;
    private final String text;
    private final boolean ended;

    private CallReader(ToolDialect dialect, String text, boolean ended) {
        this.dialect = dialect;
        this.text = text;
        this.ended = ended;
    }

    /// @param ended whether nothing comes behind the text
    static Result read(ToolDialect dialect, String text, boolean ended, TextParameters parameters) {
        return new CallReader(dialect, text, ended).read(parameters);
    }

    private Result read(TextParameters parameters) {
        int at = white(opener());
        if (dialect.wrapping == ToolDialect.Wrapping.TAGS) {
            return tags(at, parameters);
        }
        if (dialect.wrapping == ToolDialect.Wrapping.FENCED) {
            if ("```json".startsWith(text.substring(at))) {
                return open(at);
            }
            at = white(text.startsWith("```json", at) ? at + "```json".length() : at);
        }
        if (at == text.length()) {
            return open(at);
        }
        boolean json = text.charAt(at) == '{' || text.charAt(at) == '[';
        return json ? json(at) : named(at);
    }

    private int opener() {
        return text.startsWith(dialect.opener) ? dialect.opener.length() : 0;
    }

    private Result open(int at) {
        return ended ? new NoCall(at) : new Incomplete();
    }

    private Result json(int at) {
        if (text.charAt(at) == '{' && !begins(white(at + 1))) {
            return new NoCall(at + 1);
        }
        int end = JsonEnd.of(text, at);
        if (end < 0) {
            return open(text.length());
        }
        try {
            List<Read> calls = calls(Json.value(text.substring(at, end)));
            return calls.isEmpty() ? new NoCall(end) : closed(calls, end);
        } catch (TemplateException noJson) {
            return new NoCall(end);
        }
    }

    /// Whether what stands inside of an object can still be a call.
    private boolean begins(int at) {
        String rest = text.substring(at);
        return FIRST_KEYS.stream().anyMatch(key -> rest.startsWith(key) || key.startsWith(rest));
    }

    private List<Read> calls(Value value) {
        List<Value> each =
                value instanceof Value.Sequence(var items, boolean tuple) ? items : List.of(value);
        var calls = new ArrayList<Read>();
        for (Value item : each) {
            if (!(item instanceof Value.Mapping(var entries))) {
                return List.of();
            }
            var inner =
                    entries.get("function") instanceof Value.Mapping(var function)
                            ? function
                            : entries;
            String name = text(inner, dialect.name);
            if (name.isEmpty()) {
                return List.of();
            }
            Value arguments =
                    inner.getOrDefault(
                            dialect.arguments,
                            inner.getOrDefault("arguments", Value.mapping(Map.of())));
            String json =
                    arguments instanceof Value.Text(String written)
                            ? written
                            : Json.text(arguments);
            calls.add(new Read(name, json, text(entries, dialect.id)));
        }
        return calls;
    }

    private static String text(Map<String, Value> entries, String key) {
        return entries.get(key) instanceof Value.Text(String text) ? text : "";
    }

    private Result named(int at) {
        if (dialect.wrapping != ToolDialect.Wrapping.NAMED) {
            return new NoCall(at);
        }
        int mark = text.indexOf(ARGUMENTS, at);
        String head = text.substring(at, mark < 0 ? text.length() : mark);
        if (head.length() > MAX_NAME || head.indexOf('\n') >= 0) {
            return new NoCall(at);
        }
        int json = mark < 0 ? text.length() : white(mark + ARGUMENTS.length());
        if (json == text.length()) {
            return open(at);
        }
        int end = text.charAt(json) == '{' ? JsonEnd.of(text, json) : json;
        if (end <= json) {
            return end < 0 ? open(text.length()) : new NoCall(json);
        }
        var id = CALL_ID.matcher(head);
        boolean identified = id.find();
        String name = (identified ? head.substring(0, id.start()) : head).strip();
        try {
            String arguments = Json.text(Json.value(text.substring(json, end)));
            return closed(
                    List.of(new Read(name, arguments, identified ? id.group(1).strip() : "")), end);
        } catch (TemplateException noJson) {
            return new NoCall(end);
        }
    }

    private Result tags(int at, TextParameters parameters) {
        int end = text.indexOf("</function>", at);
        boolean can =
                text.startsWith("<function=", at) || "<function=".startsWith(text.substring(at));
        if (!can) {
            return new NoCall(at);
        }
        if (end < 0) {
            return open(text.length());
        }
        int behind = end + "</function>".length();
        return TaggedCall.read(text.substring(at, end), parameters)
                .map(call -> closed(List.of(call), behind))
                .orElse(new NoCall(behind));
    }

    /// The calls, once it is sure whether a closer stands behind them.
    private Result closed(List<Read> calls, int end) {
        int at = white(end);
        String rest = text.substring(at);
        if (rest.startsWith(dialect.closer)) {
            return new Calls(calls, at + dialect.closer.length());
        }
        boolean maybe = dialect.closer.startsWith(rest);
        return maybe && !ended ? new Incomplete() : new Calls(calls, rest.isEmpty() ? at : end);
    }

    private int white(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
