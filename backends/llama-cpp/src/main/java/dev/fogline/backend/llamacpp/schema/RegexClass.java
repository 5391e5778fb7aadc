package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.CodePoints;

/// Sets of characters in regular expressions: `[…]` and escapes, as ECMAScript defines them.
final class RegexClass {

    static final CodePoints LINE_ENDS = CodePoints.in("\n\r\u2028\u2029");

    private static final CodePoints DIGITS = CodePoints.range('0', '9');
    private static final CodePoints WORD =
            DIGITS.or(CodePoints.range('a', 'z'))
                    .or(CodePoints.range('A', 'Z'))
                    .or(CodePoints.of('_'));
    private static final CodePoints SPACE =
            CodePoints.in("\t\n\u000b\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff")
                    .or(CodePoints.range(0x2000, 0x200a));

    private RegexClass() {}

    /// Behind a `[`, up to its `]`.
    static CodePoints brackets(RegexParser regex) {
        boolean negated = regex.take('^');
        CodePoints all = CodePoints.NONE;
        while (!regex.take(']')) {
            CodePoints first = item(regex);
            boolean range = regex.take('-');
            if (range && !regex.ahead(']')) {
                all = all.or(range(regex, first, item(regex)));
            } else {
                all = all.or(first).or(range ? CodePoints.of('-') : CodePoints.NONE);
            }
        }
        CodePoints set = (negated ? all.not() : all).and(CodePoints.ALL);
        if (set.isEmpty()) {
            throw regex.wrong("has a class of no characters");
        }
        return set;
    }

    private static CodePoints item(RegexParser regex) {
        int codePoint = regex.next();
        if (codePoint != '\\') {
            return CodePoints.of(codePoint);
        }
        return regex.take('b') ? CodePoints.of('\b') : escaped(regex);
    }

    private static CodePoints range(RegexParser regex, CodePoints first, CodePoints last) {
        int[] from = first.ranges();
        int[] to = last.ranges();
        if (from.length != 2 || from[0] != from[1] || to.length != 2 || to[0] != to[1]) {
            throw regex.wrong("has a range with a class at its end");
        }
        if (from[0] > to[0]) {
            throw regex.wrong("has a range that ends before it begins");
        }
        return CodePoints.range(from[0], to[0]);
    }

    /// Behind a `\`.
    static CodePoints escaped(RegexParser regex) {
        int codePoint = regex.next();
        return switch (codePoint) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.not();
            case 'w' -> WORD;
            case 'W' -> WORD.not();
            case 's' -> SPACE;
            case 'S' -> SPACE.not();
            case 't' -> CodePoints.of('\t');
            case 'n' -> CodePoints.of('\n');
            case 'r' -> CodePoints.of('\r');
            case 'f' -> CodePoints.of('\f');
            case 'v' -> CodePoints.of(0x0b);
            case '0' -> CodePoints.of(0);
            case 'x' -> CodePoints.of(regex.hex(2));
            case 'u' -> CodePoints.of(unicode(regex));
            default -> {
                if (codePoint < 0x80 && Character.isLetterOrDigit(codePoint)) {
                    throw regex.wrong(
                            "has \\" + Character.toString(codePoint) + ", which is not supported");
                }
                yield CodePoints.of(codePoint);
            }
        };
    }

    /// `XXXX` or `{X…}`; two halves of a surrogate pair are one character.
    private static int unicode(RegexParser regex) {
        if (regex.take('{')) {
            int value = 0;
            while (!regex.take('}')) {
                value = Math.min(value, CodePoints.MAX) * 16 + regex.hex(1);
            }
            if (value > CodePoints.MAX) {
                throw regex.wrong("names a character that there is not");
            }
            return value;
        }
        int first = regex.hex(4);
        if (Character.isHighSurrogate((char) first) && regex.take('\\') && regex.take('u')) {
            int second = regex.hex(4);
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
        }
        if (Character.isSurrogate((char) first)) {
            throw regex.wrong("has half a surrogate pair");
        }
        return first;
    }
}
