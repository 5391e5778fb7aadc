package dev.fogline.backend.llamacpp.jinja;

import java.util.Locale;
import java.util.Optional;

/// What stands behind `|`.
final class Filters {

    private Filters() {}

    /// @throws TemplateException if there is no such filter, or it cannot be applied so
    static Value apply(Value subject, Call call) {
        return onTexts(subject, call)
                .or(() -> ListFilters.apply(subject, call))
                .or(() -> others(subject, call))
                .orElseThrow(
                        () -> TemplateException.of("the filter '" + call.name() + "' is unknown"));
    }

    private static Optional<Value> onTexts(Value subject, Call call) {
        return Optional.ofNullable(
                switch (call.name()) {
                    case "trim" ->
                            Value.of(
                                    Whitespace.strip(
                                            text(subject, call),
                                            true,
                                            true,
                                            call.textIfAny(0, "chars").orElse("")));
                    case "upper" -> Value.of(text(subject, call).toUpperCase(Locale.ROOT));
                    case "lower" -> Value.of(text(subject, call).toLowerCase(Locale.ROOT));
                    case "title" -> Value.of(TextMethods.title(text(subject, call)));
                    case "capitalize" -> Value.of(TextMethods.capitalized(text(subject, call)));
                    case "replace" -> TextMethods.replaced(text(subject, call), call);
                    case "indent" -> indented(text(subject, call), call);
                    case "escape", "e" -> escaped(text(subject, call), call);
                    case "string", "safe" -> Value.of(Texts.of(subject, call.budget()));
                    case "tojson" -> Value.of(JsonWriter.text(subject, call));
                    case "from_json", "fromjson" -> Json.value(text(subject, call));
                    default -> null;
                });
    }

    private static Optional<Value> others(Value subject, Call call) {
        return Optional.ofNullable(
                switch (call.name()) {
                    case "default", "d" -> otherwise(subject, call);
                    case "length", "count" -> Value.of(Items.count(subject));
                    case "int" -> whole(subject, call);
                    case "float" -> real(subject, call);
                    case "abs" ->
                            Arithmetic.order(subject, Value.of(0)) < 0
                                    ? Arithmetic.negated(subject)
                                    : subject;
                    case "round" -> rounded(subject, call);
                    default -> null;
                });
    }

    private static Value otherwise(Value subject, Call call) {
        boolean absent =
                subject instanceof Value.Undefined
                        || (call.flag(1, "boolean") && !Operators.holds(subject));
        return absent ? call.argument(0, "default_value").orElse(Value.of("")) : subject;
    }

    private static Value indented(String text, Call call) {
        Value width = call.argument(0, "width").orElse(Value.of(4));
        String indent =
                width instanceof Value.Text(String given)
                        ? given
                        : " ".repeat(Math.clamp(call.whole(0, "width", 4), 0, 1000));
        boolean first = call.flag(1, "first");
        boolean blank = call.flag(2, "blank");
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        call.budget().characters(text.length() + lines * indent.length());
        var indented = new StringBuilder();
        boolean begins = true;
        for (String line : text.split("\n", -1)) {
            indented.append(begins ? "" : "\n");
            indented.append((begins ? first : blank || !line.isEmpty()) ? indent : "").append(line);
            begins = false;
        }
        return Value.of(indented.toString());
    }

    private static Value escaped(String text, Call call) {
        call.budget().characters(6L * text.length());
        return Value.of(
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&#34;"));
    }

    private static Value whole(Value subject, Call call) {
        Value otherwise = call.argument(0, "default").orElse(Value.of(0));
        try {
            return switch (subject) {
                case Value.Whole number -> number;
                case Value.Truth(boolean holds) -> Value.of(holds ? 1 : 0);
                case Value.Real(double number) -> Value.of((long) number);
                case Value.Text(String text) -> Value.of((long) Double.parseDouble(text.strip()));
                default -> otherwise;
            };
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }

    private static Value real(Value subject, Call call) {
        Value otherwise = call.argument(0, "default").orElse(new Value.Real(0));
        try {
            return subject instanceof Value.Text(String text)
                    ? new Value.Real(Double.parseDouble(text.strip()))
                    : Arithmetic.number(subject)
                            ? new Value.Real(Arithmetic.realOf(subject))
                            : otherwise;
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }

    private static Value rounded(Value subject, Call call) {
        double scale = Math.pow(10, Math.clamp(call.whole(0, "precision", 0), -15, 15));
        double number = Arithmetic.realOf(subject) * scale;
        String method = call.textIfAny(1, "method").orElse("common");
        return new Value.Real(
                switch (method) {
                    case "ceil" -> Math.ceil(number) / scale;
                    case "floor" -> Math.floor(number) / scale;
                    default -> Math.rint(number) / scale;
                });
    }

    private static String text(Value subject, Call call) {
        String text = Texts.of(subject, call.budget());
        call.budget().characters(text.length());
        return text;
    }
}
