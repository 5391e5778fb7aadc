package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a template into tokens, with `trim_blocks` and `lstrip_blocks` on as Hugging Face sets
/// them: a line that holds only a block leaves nothing.
final class Lexer {

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    /// What the tag before did to the text behind it.
    private boolean stripNext;

    private boolean lineStarts = true;

    private Lexer(String source) {
        this.source = source;
    }

    /// @throws TemplateException if a tag or a literal does not end
    static List<Token> tokens(String template) {
        String unix = template.replace("\r\n", "\n").replace('\r', '\n');
        var lexer = new Lexer(unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < source.length()) {
            int tag = nextTag(at);
            plain(source.substring(at, tag), tag);
            if (tag < source.length()) {
                tag(tag);
            }
        }
        add(Kind.END, "");
    }

    private int nextTag(int from) {
        for (int brace = source.indexOf('{', from);
                brace >= 0 && brace + 1 < source.length();
                brace = source.indexOf('{', brace + 1)) {
            if ("{%#".indexOf(source.charAt(brace + 1)) >= 0) {
                return brace;
            }
        }
        return source.length();
    }

    private void plain(String raw, int tag) {
        String text = stripNext ? raw.stripLeading() : raw;
        char mark = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
        if (tag < source.length() && mark == '-') {
            text = text.stripTrailing();
        } else if (tag < source.length() && mark != '+' && source.charAt(tag + 1) != '{') {
            text = withoutIndent(text);
        }
        if (!text.isEmpty()) {
            tokens.add(new Token(Kind.PLAIN, text, line));
        }
        countLines(raw);
        at = tag;
    }

    /// Without the white space in front of a block that begins its line.
    private String withoutIndent(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        boolean begins = lineStart > 0 || lineStarts;
        return begins && text.substring(lineStart).isBlank() ? text.substring(0, lineStart) : text;
    }

    private void tag(int from) {
        char kind = source.charAt(from + 1);
        at = from + 2;
        if (kind == '#') {
            comment();
            return;
        }
        if (kind == '%' && raw()) {
            return;
        }
        if (at < source.length() && "-+".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
        add(kind == '{' ? Kind.PRINT_BEGIN : Kind.BLOCK_BEGIN, "");
        inside(kind == '{' ? "}}" : "%}");
        add(kind == '{' ? Kind.PRINT_END : Kind.BLOCK_END, "");
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw problem("a comment does not end");
        }
        countLines(source.substring(at, end));
        boolean strip = end > at && source.charAt(end - 1) == '-';
        at = end;
        close(strip, true);
    }

    /// Whether a raw block begins here; it is taken as plain text then.
    private boolean raw() {
        var begin = Tags.RAW_BEGIN.matcher(source).region(at, source.length());
        if (!begin.lookingAt()) {
            return false;
        }
        var end = Tags.RAW_END.matcher(source).region(begin.end(), source.length());
        if (!end.find()) {
            throw problem("a raw block does not end");
        }
        String text = source.substring(begin.end(), end.start());
        countLines(source.substring(at, end.end()));
        String kept = begin.group().endsWith("-%}") ? text.stripLeading() : text;
        kept = end.group().startsWith("{%-") ? kept.stripTrailing() : kept;
        if (!kept.isEmpty()) {
            tokens.add(new Token(Kind.PLAIN, kept, line));
        }
        at = end.end() - 2;
        close(end.group().endsWith("-%}"), true);
        return true;
    }

    /// Goes behind a tag's last two characters, and the line break there if it is a block.
    private void close(boolean strip, boolean block) {
        at += 2;
        stripNext = strip;
        lineStarts = false;
        boolean keepsBreak = at > 2 && source.charAt(at - 3) == '+';
        if (block && !strip && !keepsBreak && at < source.length() && source.charAt(at) == '\n') {
            at++;
            line++;
            lineStarts = true;
        }
    }

    private void inside(String end) {
        int open = 0;
        while (true) {
            skipWhite();
            if (at >= source.length()) {
                throw problem("a tag does not end");
            }
            boolean marked = "-+".indexOf(source.charAt(at)) >= 0 && source.startsWith(end, at + 1);
            if (open == 0 && (marked || source.startsWith(end, at))) {
                boolean strip = source.charAt(at) == '-';
                at += marked ? 1 : 0;
                close(strip, end.equals("%}"));
                return;
            }
            open += token();
        }
    }

    /// Takes one token; returns by how much deeper in brackets it leads.
    private int token() {
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            literal(c);
            return 0;
        }
        if (Character.isDigit(c)) {
            number();
            return 0;
        }
        if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            int start = at;
            while (at < source.length() && Character.isUnicodeIdentifierPart(source.charAt(at))) {
                at++;
            }
            add(Kind.NAME, source.substring(start, at));
            return 0;
        }
        return operator(c);
    }

    private int operator(char c) {
        for (String pair : Tags.PAIRS) {
            if (source.startsWith(pair, at)) {
                at += 2;
                add(Kind.OPERATOR, pair);
                return 0;
            }
        }
        if (Tags.OPERATORS.indexOf(c) < 0) {
            throw problem("'" + c + "' means nothing here");
        }
        at++;
        add(Kind.OPERATOR, String.valueOf(c));
        return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }

    private void number() {
        var number = Tags.NUMBER.matcher(source).region(at, source.length());
        if (!number.lookingAt()) {
            throw problem("a number is not written as numbers are");
        }
        at = number.end();
        boolean real = number.group(1) != null || number.group(2) != null;
        add(real ? Kind.REAL : Kind.WHOLE, number.group().replace("_", ""));
    }

    private void literal(char quote) {
        int start = line;
        var text = new StringBuilder();
        at++;
        while (at < source.length() && source.charAt(at) != quote) {
            if (source.charAt(at) == '\n') {
                line++;
            }
            at = Escapes.append(source, at, text);
        }
        if (at >= source.length()) {
            throw TemplateException.at(start, "a text does not end");
        }
        at++;
        tokens.add(new Token(Kind.LITERAL, text.toString(), start));
    }

    private void skipWhite() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            if (source.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
    }

    private void countLines(String text) {
        line += (int) text.chars().filter(c -> c == '\n').count();
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private TemplateException problem(String what) {
        return TemplateException.at(line, what);
    }
}
