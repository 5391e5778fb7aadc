package dev.fogline.backend.llamacpp.chat;

import java.util.LinkedHashSet;
import java.util.Set;

/// The texts a Jinja template can write as they are: its string literals, and what stands outside
/// of its tags. The program around them is not understood.
final class TemplateText {

    private final String template;
    private final Set<String> texts = new LinkedHashSet<>();

    private TemplateText(String template) {
        this.template = template;
    }

    /// Every such text, none empty; those outside of tags also without the white space that Jinja's
    /// settings and `-` marks may take off their ends.
    static Set<String> of(String template) {
        var scan = new TemplateText(template);
        scan.scan();
        return scan.texts;
    }

    private void scan() {
        int at = 0;
        while (at < template.length()) {
            int tag = nextTag(at);
            addPlain(template.substring(at, tag));
            at = tag == template.length() ? tag : skipTag(tag);
        }
    }

    private int nextTag(int from) {
        for (int at = template.indexOf('{', from); at >= 0 && at + 1 < template.length(); ) {
            if ("{%#".indexOf(template.charAt(at + 1)) >= 0) {
                return at;
            }
            at = template.indexOf('{', at + 1);
        }
        return template.length();
    }

    /// Collects the literals of the tag at `from`; returns where it ends.
    private int skipTag(int from) {
        char kind = template.charAt(from + 1);
        String close = (kind == '{' ? "}" : String.valueOf(kind)) + "}";
        int at = from + 2;
        while (at < template.length() && !template.startsWith(close, at)) {
            char c = template.charAt(at);
            at = kind != '#' && (c == '\'' || c == '"') ? skipLiteral(at) : at + 1;
        }
        return Math.min(template.length(), at + close.length());
    }

    private int skipLiteral(int from) {
        char quote = template.charAt(from);
        var literal = new StringBuilder();
        int at = from + 1;
        while (at < template.length() && template.charAt(at) != quote) {
            if (template.charAt(at) == '\\' && at + 1 < template.length()) {
                at++;
                literal.append(unescaped(template.charAt(at)));
            } else {
                literal.append(template.charAt(at));
            }
            at++;
        }
        add(literal.toString());
        return at + 1;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private void addPlain(String text) {
        add(text);
        add(text.startsWith("\n") ? text.substring(1) : text);
        add(text.stripLeading());
        add(text.stripTrailing());
        add(text.strip());
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }
}
