package dev.fogline.backend.llamacpp.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words of a GBNF text, one after the other.
final class GbnfScanner {

    /// No answer repeats anything more often.
    private static final int MAX_TIMES = 1_000_000;

    private final String text;
    private int at;

    GbnfScanner(String text) {
        this.text = text;
        if (text.indexOf('\0') >= 0) {
            throw new GrammarException("grammar: it holds a character of code 0");
        }
    }

    record Times(int min, int max) {}

    boolean more() {
        return at < text.length();
    }

    /// 0 at the end.
    char peek() {
        return more() ? text.charAt(at) : 0;
    }

    /// The character before; 0 at the beginning.
    char last() {
        return at > 0 ? text.charAt(at - 1) : 0;
    }

    boolean startsItem() {
        return "\"[.<!(".indexOf(peek()) >= 0 || inName(peek()) || "*+?{".indexOf(peek()) >= 0;
    }

    boolean take(char wanted) {
        boolean there = more() && peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    void expect(String wanted) {
        if (!text.startsWith(wanted, at)) {
            throw wrong("expecting " + wanted);
        }
        at += wanted.length();
    }

    /// Skips blanks and comments, and line ends where a rule may go on behind them.
    void blanks(boolean lines) {
        while (more()) {
            char c = peek();
            if (c == '#') {
                while (more() && !lineEnds(peek())) {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || (lines && lineEnds(c))) {
                at++;
            } else {
                return;
            }
        }
    }

    void lineEnd() {
        if (more() && !lineEnds(peek())) {
            throw wrong("expecting the end of the line or the text");
        }
        blanks(true);
    }

    String name() {
        int from = at;
        while (more() && inName(peek())) {
            at++;
        }
        if (from == at) {
            throw wrong("expecting a name");
        }
        return text.substring(from, at);
    }

    /// A text in quotes, character by character.
    List<CodePoints> literal() {
        at++;
        var characters = new ArrayList<CodePoints>();
        while (!take('"')) {
            characters.add(CodePoints.of(character()));
        }
        return characters;
    }

    /// A class in brackets.
    CodePoints brackets() {
        at++;
        boolean negated = take('^');
        CodePoints set = CodePoints.NONE;
        while (!take(']')) {
            int first = character();
            int last = first;
            if (peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']') {
                at++;
                last = character();
            }
            if (last < first) {
                throw wrong("a range ends before it begins");
            }
            set = set.or(CodePoints.range(first, last));
        }
        if (set.isEmpty()) {
            throw wrong("a class without characters");
        }
        return negated ? set.not() : set;
    }

    CodePoints any() {
        at++;
        return CodePoints.ALL;
    }

    /// `<…>`, brackets included.
    String token() {
        int from = at;
        if (!take('<')) {
            throw wrong("expecting <");
        }
        while (!take('>')) {
            if (!more()) {
                throw wrong("expecting >");
            }
            at++;
        }
        String token = text.substring(from, at);
        if (token.startsWith("<[") && !token.matches("<\\[[0-9]{1,9}]>")) {
            throw wrong("expecting a number in " + token);
        }
        return token;
    }

    /// `*`, `+`, `?` or `{…}`, and the blanks behind it.
    Optional<Times> times(boolean lines) {
        Times times;
        if (take('*')) {
            times = new Times(0, Part.Repeat.UNBOUNDED);
        } else if (take('+')) {
            times = new Times(1, Part.Repeat.UNBOUNDED);
        } else if (take('?')) {
            times = new Times(0, 1);
        } else if (take('{')) {
            times = braces(lines);
        } else {
            return Optional.empty();
        }
        blanks(lines);
        return Optional.of(times);
    }

    private Times braces(boolean lines) {
        blanks(lines);
        int min = number();
        blanks(lines);
        int max = min;
        if (take(',')) {
            blanks(lines);
            max = peek() >= '0' && peek() <= '9' ? number() : Part.Repeat.UNBOUNDED;
            blanks(lines);
        }
        if (!take('}')) {
            throw wrong("expecting }");
        }
        if (max < min) {
            throw wrong("a repetition from " + min + " to " + max);
        }
        return new Times(min, max);
    }

    private int number() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (from == at) {
            throw wrong("expecting a number");
        }
        String digits = text.substring(from, at);
        if (digits.length() > 7 || Integer.parseInt(digits) > MAX_TIMES) {
            throw wrong("a repetition of more than " + MAX_TIMES);
        }
        return Integer.parseInt(digits);
    }

    private int character() {
        if (!more()) {
            throw wrong("the text ends within a literal or a class");
        }
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        if (codePoint != '\\') {
            return codePoint;
        }
        char escaped = peek();
        at += more() ? 1 : 0;
        return switch (escaped) {
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'n' -> '\n';
            case '\\', '"', '[', ']', '-' -> escaped;
            default -> throw wrong("an unknown escape, \\" + (escaped == 0 ? "" : escaped));
        };
    }

    private int hex(int digits) {
        int end = at + digits;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]+")) {
            throw wrong("an escape without its " + digits + " hexadecimal digits");
        }
        long value = Long.parseLong(text.substring(at, end), 16);
        if (value > CodePoints.MAX) {
            throw wrong("a character that there is not");
        }
        at = end;
        return (int) value;
    }

    GrammarException wrong(String problem) {
        String before = text.substring(0, Math.min(at, text.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return new GrammarException(
                "grammar, line " + line + ", column " + column + ": " + problem);
    }

    private static boolean inName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-';
    }

    private static boolean lineEnds(char c) {
        return c == '\n' || c == '\r';
    }
}
