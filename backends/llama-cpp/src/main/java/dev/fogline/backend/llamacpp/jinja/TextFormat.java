package dev.fogline.backend.llamacpp.jinja;

/// Python's `str.format` with plain fields: `{}`, `{0}` and `{name}`.
final class TextFormat {

    private TextFormat() {}

    static String of(String format, Call call) {
        var text = new StringBuilder();
        int field = 0;
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                text.append(c);
                at++;
            } else if (c == '{') {
                int end = format.indexOf('}', at);
                if (end < 0) {
                    throw TemplateException.of("a field of a format does not end");
                }
                String value =
                        Texts.of(value(format.substring(at + 1, end), field, call), call.budget());
                call.budget().characters(value.length());
                text.append(value);
                field++;
                at = end;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static Value value(String field, int index, Call call) {
        if (field.isEmpty()) {
            return call.required(index, "field " + index);
        }
        return field.chars().allMatch(Character::isDigit) && field.length() < 4
                ? call.required(Integer.parseInt(field), field)
                : call.required(Integer.MAX_VALUE, field);
    }
}
