package dev.fogline.backend.llamacpp.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Values as JSON, as Hugging Face's `tojson` writes them: Python's `json.dumps` with
/// `ensure_ascii=False`, keys in their order, nothing escaped for HTML.
final class JsonWriter {

    private final StringBuilder json = new StringBuilder();
    private final Budget budget;
    private final boolean ascii;
    private final boolean sorted;
    private final Optional<String> indent;
    private final String itemSeparator;
    private final String keySeparator;

    private JsonWriter(Call call) {
        this.budget = call.budget();
        this.ascii = call.flag(0, "ensure_ascii");
        this.indent = indent(call);
        List<Value> separators =
                call.argument(2, "separators").orElse(Value.Nothing.NONE)
                                instanceof Value.Sequence(var items, boolean tuple)
                        ? items
                        : List.of();
        this.itemSeparator =
                separators.size() == 2
                        ? Texts.of(separators.getFirst(), budget)
                        : indent.isPresent() ? "," : ", ";
        this.keySeparator = separators.size() == 2 ? Texts.of(separators.getLast(), budget) : ": ";
        this.sorted = call.flag(3, "sort_keys");
    }

    /// @param call with `ensure_ascii`, `indent`, `separators`, `sort_keys`, all optional
    static String text(Value value, Call call) {
        var writer = new JsonWriter(call);
        writer.append(value, 0);
        return writer.json.toString();
    }

    private static Optional<String> indent(Call call) {
        return switch (call.argument(1, "indent").orElse(Value.Nothing.NONE)) {
            case Value.Text(String text) -> Optional.of(text);
            case Value.Whole(long width) -> Optional.of(" ".repeat(Math.clamp(width, 0, 100)));
            default -> Optional.empty();
        };
    }

    private void append(Value value, int depth) {
        budget.enter();
        switch (value) {
            case Value.Text(String text) -> quote(text);
            case Value.Whole(long number) -> write(Long.toString(number));
            case Value.Real(double number) -> write(Texts.of(number));
            case Value.Truth(boolean holds) -> write(holds ? "true" : "false");
            case Value.Nothing none -> write("null");
            case Value.Sequence(List<Value> items, boolean tuple) -> append(items, depth);
            case Value.Mapping(Map<String, Value> entries) ->
                    append(sorted ? new TreeMap<>(entries) : entries, depth);
            default -> throw TemplateException.of(Texts.kind(value) + " is nothing JSON can hold");
        }
        budget.leave();
    }

    private void append(List<Value> items, int depth) {
        if (items.isEmpty()) {
            write("[]");
            return;
        }
        String separator = "[";
        for (Value item : items) {
            write(separator);
            breakLine(depth + 1);
            append(item, depth + 1);
            separator = itemSeparator;
        }
        breakLine(depth);
        write("]");
    }

    private void append(Map<String, Value> entries, int depth) {
        if (entries.isEmpty()) {
            write("{}");
            return;
        }
        String separator = "{";
        for (var entry : entries.entrySet()) {
            write(separator);
            breakLine(depth + 1);
            quote(entry.getKey());
            write(keySeparator);
            append(entry.getValue(), depth + 1);
            separator = itemSeparator;
        }
        breakLine(depth);
        write("}");
    }

    private void breakLine(int depth) {
        indent.ifPresent(
                unit -> {
                    budget.characters((long) depth * unit.length());
                    write("\n" + unit.repeat(depth));
                });
    }

    private void quote(String text) {
        budget.characters(text.length());
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ' || (ascii && c > '~')) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private void write(String part) {
        budget.characters(part.length());
        json.append(part);
    }
}
