package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.CodePoints;
import dev.fogline.backend.llamacpp.schema.Regex.Choice;
import dev.fogline.backend.llamacpp.schema.Regex.One;
import dev.fogline.backend.llamacpp.schema.Regex.Repeat;
import dev.fogline.backend.llamacpp.schema.Regex.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads the regular expressions of JSON schemas, those of ECMAScript, as far as they are regular:
/// no look-around, no back references, no word boundaries. Anchors stand at the beginning and the
/// end of an alternative of the whole; where one is missing, anything may stand there.
final class RegexParser {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_NESTING = 50;
    private static final Regex ANYTHING = new Repeat(new One(CodePoints.ALL), Range.ANY);

    private final Source keyword;
    private final String text;
    private int at;

    private RegexParser(Source keyword) {
        this.keyword = keyword;
        this.text = keyword.text();
    }

    /// @param pattern the keyword
    /// @throws SchemaException if it is no regular expression, or not one of these
    static Regex parse(Source pattern) {
        var parser = new RegexParser(pattern);
        if (parser.text.length() > MAX_LENGTH) {
            throw parser.wrong("is longer than " + MAX_LENGTH + " characters");
        }
        return parser.whole();
    }

    private Regex whole() {
        var alternatives = new ArrayList<Regex>();
        do {
            boolean begins = take('^');
            Regex middle = sequence(0);
            boolean ends = take('$');
            if (more() && text.charAt(at) != '|') {
                throw wrong(
                        text.charAt(at) == ')'
                                ? "has a ) without ("
                                : "has an anchor that is not at the beginning or the end");
            }
            alternatives.add(anchored(begins, middle, ends));
        } while (take('|'));
        return choice(alternatives);
    }

    private static Regex anchored(boolean begins, Regex middle, boolean ends) {
        if (begins && ends) {
            return middle;
        }
        var parts = new ArrayList<Regex>();
        if (!begins) {
            parts.add(ANYTHING);
        }
        parts.add(middle);
        if (!ends) {
            parts.add(ANYTHING);
        }
        return flat(parts);
    }

    private Regex alternatives(int depth) {
        var alternatives = new ArrayList<Regex>();
        do {
            alternatives.add(sequence(depth));
        } while (take('|'));
        return choice(alternatives);
    }

    private static Regex choice(List<Regex> alternatives) {
        return alternatives.size() == 1 ? alternatives.getFirst() : new Choice(alternatives);
    }

    private Regex sequence(int depth) {
        var parts = new ArrayList<Regex>();
        while (more() && "|)".indexOf(text.charAt(at)) < 0 && !anchor()) {
            parts.add(repeated(atom(depth)));
        }
        return flat(parts);
    }

    private static Regex flat(List<Regex> parts) {
        List<Regex> flat =
                parts.stream()
                        .flatMap(
                                part ->
                                        part instanceof Sequence(List<Regex> inner)
                                                ? inner.stream()
                                                : Stream.of(part))
                        .toList();
        return flat.size() == 1 ? flat.getFirst() : new Sequence(flat);
    }

    private boolean anchor() {
        return text.charAt(at) == '^' || text.charAt(at) == '$';
    }

    private Regex atom(int depth) {
        int codePoint = next();
        return switch (codePoint) {
            case '(' -> group(depth + 1);
            case '[' -> new One(RegexClass.brackets(this));
            case '.' -> new One(RegexClass.LINE_ENDS.not());
            case '\\' -> new One(RegexClass.escaped(this));
            case '*', '+', '?' -> throw wrong("repeats nothing");
            default -> new One(CodePoints.of(codePoint));
        };
    }

    private Regex group(int depth) {
        if (depth > MAX_NESTING) {
            throw wrong("is nested deeper than " + MAX_NESTING);
        }
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (text.startsWith("?<", at) && text.indexOf('>', at) > at + 2 && !look()) {
            at = text.indexOf('>', at) + 1;
        } else if (text.startsWith("?", at)) {
            throw wrong("looks around or sets flags, which is not supported");
        }
        Regex inside = alternatives(depth);
        if (more() && anchor()) {
            throw wrong("has an anchor inside a group, which is not supported");
        }
        if (!take(')')) {
            throw wrong("has a ( without )");
        }
        return inside;
    }

    private boolean look() {
        return text.startsWith("?<=", at) || text.startsWith("?<!", at);
    }

    private Regex repeated(Regex part) {
        Regex result = part;
        for (boolean first = true; more(); first = false) {
            int from = at;
            Range times = times();
            if (at == from) {
                break;
            }
            if (!first) {
                throw wrong("repeats a repetition");
            }
            take('?'); // as little as possible is the same language
            result = new Repeat(part, times);
        }
        return result;
    }

    /// Reads nothing if there is no repetition.
    private Range times() {
        if (take('*')) {
            return Range.ANY;
        }
        if (take('+')) {
            return Range.atLeast(1);
        }
        if (take('?')) {
            return Range.atMost(1);
        }
        int from = at;
        if (take('{') && more() && digit()) {
            int min = number();
            int max = !take(',') ? min : more() && digit() ? number() : Range.UNBOUNDED;
            if (take('}')) {
                if (min > max) {
                    throw wrong("repeats from " + min + " to " + max + " times");
                }
                return new Range(min, max);
            }
        }
        at = from; // nothing, or a brace that stands for itself
        return Range.ANY;
    }

    private boolean digit() {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int number() {
        int from = at;
        while (more() && digit()) {
            at++;
        }
        if (at - from > 6) {
            throw wrong("repeats more than a million times");
        }
        return Integer.parseInt(text.substring(from, at));
    }

    boolean more() {
        return at < text.length();
    }

    boolean take(char wanted) {
        boolean there = more() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    boolean ahead(char wanted) {
        return more() && text.charAt(at) == wanted;
    }

    int next() {
        if (!more()) {
            throw wrong("ends too early");
        }
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    /// So many hexadecimal digits.
    int hex(int digits) {
        int end = at + digits;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]+")) {
            throw wrong("has an escape without its " + digits + " hexadecimal digits");
        }
        int value = Integer.parseInt(text.substring(at, end), 16);
        at = end;
        return value;
    }

    SchemaException wrong(String problem) {
        return keyword.wrong("the regular expression " + problem);
    }
}
